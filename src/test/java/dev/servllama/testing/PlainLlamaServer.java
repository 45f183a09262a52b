package dev.servllama.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A llama-server as it comes, with nothing of ours about it, to compare with. */
public final class PlainLlamaServer implements AutoCloseable {
  private final Process process;
  private final URI address;

  private PlainLlamaServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param context tokens of context over all slots
   * @param slots answers at once
   * @param threads for computing
   * @throws IllegalStateException if it ends instead
   */
  public static PlainLlamaServer start(
      Path program, Path model, int context, int slots, int threads)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "--model",
                model.toString(),
                "--ctx-size",
                String.valueOf(context),
                "--parallel",
                String.valueOf(slots),
                "--threads",
                String.valueOf(threads),
                "--port",
                String.valueOf(port)));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    PlainLlamaServer server =
        new PlainLlamaServer(builder.start(), URI.create("http://127.0.0.1:" + port + "/"));
    server.awaitReady();
    return server;
  }

  /** Its address; ends with a slash. */
  public URI address() {
    return address;
  }

  private void awaitReady() throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest health = HttpRequest.newBuilder(address.resolve("health")).build();
    while (process.isAlive()) {
      try {
        if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new IllegalStateException("llama-server has ended");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
