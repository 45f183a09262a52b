package dev.servllama.bench;

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

/** A llama-server alone, with the default model and as many slots, threads and tokens as ours. */
final class LlamaServerProcess implements AutoCloseable {
  private static final int CONTEXT = 8192;

  private final Process process;
  private final int port;

  private LlamaServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static LlamaServerProcess start(Path program, int slots)
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
                BenchModel.file().toString(),
                "--ctx-size",
                String.valueOf(CONTEXT * slots),
                "--parallel",
                String.valueOf(slots),
                "--threads",
                String.valueOf(Runtime.getRuntime().availableProcessors()),
                "--port",
                String.valueOf(port)));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    LlamaServerProcess server = new LlamaServerProcess(builder.start(), port);
    server.await();
    return server;
  }

  /** Of its API. */
  String url() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  private void await() throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
    while (process.isAlive()) {
      try {
        if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IllegalStateException("llama-server has ended");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
