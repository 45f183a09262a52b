package dev.servllama.bench;

import dev.servllama.testing.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The default model, as the server has found or pulled it. */
final class BenchModel {
  private static final String FILE = "SmolLM2-135M-Instruct.Q4_1.gguf";

  private BenchModel() {}

  static Path file() {
    return Path.of(System.getProperty("models.dir", "models"), FILE);
  }

  static void await(RunningServer server) throws Exception {
    URI health = server.baseUrl().resolve("health");
    HttpClient client = HttpClient.newHttpClient();
    while (client
            .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        != 200) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
