package dev.servllama.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.RealModel;
import dev.servllama.testing.TestedEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A llama-server as it comes, with nothing of ours about it, to compare with. */
final class PlainLlamaServer implements AutoCloseable {
  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private PlainLlamaServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static PlainLlamaServer start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                TestedEngine.llamaServer().orElseThrow().toString(),
                "--model",
                RealModel.file().toString(),
                "--ctx-size",
                "1024",
                "--threads",
                "1",
                "--port",
                String.valueOf(port)));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    PlainLlamaServer server =
        new PlainLlamaServer(builder.start(), URI.create("http://127.0.0.1:" + port + "/"));
    server.awaitReady();
    return server;
  }

  JsonNode ask(String path, String json) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build();
      return ReadyServer.tree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitReady() throws InterruptedException {
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
    throw new AssertionError("llama-server has ended");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
