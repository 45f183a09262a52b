package dev.servllama.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A server process with the WAR, in a folder of its own, on a free port of 127.0.0.1. It sees a
 * small, known environment: {@code MODELS_DIR} is the tests' ({@code -Dmodels.dir}), {@code
 * DATA_DIR} lies in the folder, and no setting of whoever runs the tests gets through.
 *
 * <p>{@link #close} kills what still runs, children too, and removes the folder. {@code
 * -Dserver.java.home} gives another Java than that of the tests. For one thread.
 */
public final class RunningServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final int TAIL = 6_000;

  private final Path folder;
  private final URI baseUrl;
  private final Process process;
  private final Set<ProcessHandle> orphans = new HashSet<>();

  private RunningServer(Path folder, URI baseUrl, Process process) {
    this.folder = folder;
    this.baseUrl = baseUrl;
    this.process = process;
  }

  /** Starts {@code java -jar} on the built WAR and waits until it answers. */
  public static RunningServer standalone(Map<String, String> environment) {
    return start(ServerSetup.of(ServerKind.STANDALONE).with(environment));
  }

  /** Starts a server with the built WAR and waits until it answers. */
  public static RunningServer start(
      ServerKind kind, Map<String, String> environment, String contextPath) {
    return start(ServerSetup.of(kind).with(environment).at(contextPath));
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @throws AssertionError if it does not, with the end of its log
   */
  public static RunningServer start(ServerSetup setup) {
    RunningServer server = launch(setup);
    try {
      server.awaitAnswer();
      return server;
    } catch (RuntimeException | Error failure) {
      server.close();
      throw failure;
    }
  }

  /** Starts a server and does not wait for it. */
  public static RunningServer launch(ServerSetup setup) {
    try {
      Path folder = Files.createTempDirectory("servllama-it");
      int port = freePort();
      ServerCommand command = ServerCommand.prepare(setup, folder, port);
      ProcessBuilder builder = new ProcessBuilder(command.arguments());
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
      Map<String, String> environment = builder.environment();
      ServerEnvironment.fill(environment, folder, port);
      environment.putAll(command.environment());
      environment.putAll(setup.environment());
      environment.values().removeIf(String::isEmpty);
      String origin = "http://127.0.0.1:" + environment.get("PORT");
      URI url = URI.create(origin + setup.contextPath() + "/");
      return new RunningServer(folder, url, builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The address of the web application; ends with a slash. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The address of a path below {@link #baseUrl}. */
  public URI url(String relative) {
    return baseUrl.resolve(relative);
  }

  /** The process of the server. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** The processes that the server has started and that still run, with their own. */
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** The folder that is the server's alone, and its working folder. */
  public Path folder() {
    return folder;
  }

  /** Where the server puts temporary files: its {@code java.io.tmpdir}. */
  public Path temporaryFolder() {
    return folder.resolve("tmp");
  }

  /** All that the server has printed so far. */
  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException unreadable) {
      return "(no log: " + unreadable.getMessage() + ")";
    }
  }

  /** The end of the log without questions for the health, for the message of a failed assertion. */
  public String logTail() {
    String log = log().replaceAll(".* access - GET \\S*/health .*\n", "");
    return "\nThe end of the server's log:\n" + log.substring(Math.max(0, log.length() - TAIL));
  }

  /**
   * Sends SIGTERM and waits for the end.
   *
   * @return the exit status; 143 is the one of a Java process that SIGTERM has ended
   */
  public int stop() {
    process.destroy();
    return awaitExit(STOP);
  }

  /** Sends SIGKILL and waits for the end of the server's own process, not of its children. */
  public void kill() {
    orphans.addAll(children());
    process.destroyForcibly();
    awaitExit(STOP);
  }

  /**
   * Waits for the end.
   *
   * @return the exit status
   * @throws AssertionError if the server still runs after {@code limit}
   */
  public int awaitExit(Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("The server still runs after " + limit + logTail());
  }

  @Override
  public void close() {
    kill();
    orphans.forEach(ProcessHandle::destroyForcibly);
    orphans.forEach(orphan -> orphan.onExit().join());
    Folders.delete(folder);
  }

  private void awaitAnswer() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    HttpRequest request =
        HttpRequest.newBuilder(url("health/live")).timeout(Duration.ofSeconds(10)).build();
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException notYet) {
        pause();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new AssertionError("The server does not answer at " + baseUrl + logTail());
  }

  /** Between two questions to a process that has no way to tell that it is ready. */
  private void pause() {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
