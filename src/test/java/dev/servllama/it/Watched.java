package dev.servllama.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What a server's {@code /health} and its processes show, and what they come to show. */
final class Watched {
  private final RunningServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Watched(RunningServer server) {
    this.server = server;
  }

  JsonNode health() {
    return ReadyServer.tree(get("health").body());
  }

  /** The status that a path is answered with. */
  int status(String path) {
    return get(path).statusCode();
  }

  private HttpResponse<String> get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(server.url(path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path + " is not answered" + server.logTail(), e);
    }
  }

  /** Waits until {@code /health} is as it should be; returns how long that took. */
  Duration await(String what, Duration limit, Predicate<JsonNode> condition) {
    return until(what, limit, () -> condition.test(health()));
  }

  /** Waits until requests are answered. */
  Duration awaitReady() {
    return await("ready", Duration.ofSeconds(120), health -> stage(health).equals("ready"));
  }

  /** Waits until no slot is busy and nobody waits. */
  Duration awaitIdle(Duration limit) {
    return await("no slot is busy", limit, health -> busy(health) == 0 && waiting(health) == 0);
  }

  /** Waits until something is so; returns how long that took. */
  Duration until(String what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError(
            "Not within " + limit + ": " + what + "; " + get("health").body() + server.logTail());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  static int busy(JsonNode health) {
    return health.at("/slots/busy").asInt();
  }

  static int waiting(JsonNode health) {
    return health.at("/slots/waiting").asInt();
  }

  static int restarts(JsonNode health) {
    return health.at("/slots/engine_restarts").asInt();
  }

  static String stage(JsonNode health) {
    return health.path("stage").asText();
  }

  /** The process that runs the model now. */
  Optional<ProcessHandle> engine() {
    return engines().stream().findFirst();
  }

  /** All processes that run models now. */
  List<ProcessHandle> engines() {
    return server.children().stream().filter(Watched::holdsTheModel).toList();
  }

  private static boolean holdsTheModel(ProcessHandle child) {
    return child.info().commandLine().orElse("").contains("engine.jni.worker")
        || child.info().command().orElse("").endsWith("llama-server");
  }

  /** Waits for a process other than this one to run the model. */
  ProcessHandle awaitEngineAfter(long pid, Duration limit) {
    until("another engine", limit, () -> engine().filter(next -> next.pid() != pid).isPresent());
    return engine().orElseThrow();
  }

  /** Sends a signal, {@code STOP} or another that Java knows no call for. */
  static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Seconds with one decimal, for a figure. */
  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
