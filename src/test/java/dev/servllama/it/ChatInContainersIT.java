package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same WAR in every container, at the root and under a path, answers and leaves nothing. */
class ChatInContainersIT {
  private static final String KEY = "sk-containers";

  @ParameterizedTest
  @CsvSource({
    "STANDALONE, ''",
    "STANDALONE, /llm",
    "JETTY_BASE, ''",
    "JETTY_BASE, /llm",
    "TOMCAT, ''",
    "TOMCAT, /llm",
    "TOMCAT_PACKED, /llm"
  })
  void chatsWholeAndStreamed(ServerKind kind, String path)
      throws IOException, InterruptedException {
    RealModel.file();
    ServerSetup setup = ServerSetup.of(kind).with(Map.of("API_KEYS", KEY)).at(path);
    try (RunningServer server = RunningServer.start(setup)) {
      new Watched(server).awaitReady();

      HttpResponse<String> whole = chat(server, "");
      assertEquals(
          4,
          ReadyServer.tree(whole.body()).at("/usage/completion_tokens").asInt(),
          () -> whole.body() + server.logTail());
      String streamed = chat(server, ", \"stream\": true").body();
      assertTrue(streamed.endsWith("data: [DONE]\n\n"), () -> streamed + server.logTail());
      assertEquals(200, Http.get(server.url("chat")).statusCode(), server::logTail);
      assertEquals(
          200, Http.get(server.url("chat/static/chat/main.js")).statusCode(), server::logTail);
      assertEquals(401, Http.get(server.url("v1/models")).statusCode(), server::logTail);
      for (String page : List.of("chat", "status", "docs", "v1/models", "chat/static/none.js")) {
        String id = Http.get(server.url(page)).headers().firstValue("x-request-id").orElse("");
        assertTrue(id.matches("req_[0-9a-f]{32}"), page + " has the id '" + id + "'");
      }
      HttpResponse<String> missing = Http.get(server.url("chat/static/none.js"));
      assertEquals(404, missing.statusCode());
      assertEquals(
          "invalid_request_error",
          ReadyServer.tree(missing.body()).at("/error/type").asText(),
          missing::body);

      List<ProcessHandle> children = server.children();
      server.stop();
      assertTrue(children.stream().noneMatch(ProcessHandle::isAlive), "children still run");
      assertEquals(List.of(), Folders.list(server.temporaryFolder()), server::logTail);
    }
  }

  private static HttpResponse<String> chat(RunningServer server, String more)
      throws IOException, InterruptedException {
    String body =
        "{\"messages\": [{\"role\": \"user\", \"content\": \"Tell me a story.\"}],"
            + " \"max_tokens\": 4%s}".formatted(more);
    HttpRequest request =
        HttpRequest.newBuilder(server.url("v1/chat/completions"))
            .header("Authorization", "Bearer " + KEY)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
