package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real clients were seen to send. */
@Tag("engine")
class WireIT {
  private static final String CHAT = "v1/chat/completions";

  private static ReadyServer server;

  /** As it comes: it offers h2c with every request, bodies included. */
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String body(boolean stream) {
    return Chats.of("Hi.", 3, stream).replace('\'', '"');
  }

  private HttpResponse<String> post(BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.server().url(CHAT))
            .header("Authorization", "Bearer " + ReadyServer.KEY)
            .POST(body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(server.server().logTail(), e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream", "*/*", "image/png"})
  void streamsWhateverIsAccepted(String accept) {
    HttpResponse<String> response =
        post(BodyPublishers.ofString(body(true)), "Accept", accept, "Accept-Encoding", "gzip");
    assertEquals(200, response.statusCode());
    assertEquals(
        "text/event-stream",
        response.headers().firstValue("Content-Type").orElse("").split(";")[0]);
    assertTrue(response.headers().firstValue("Content-Encoding").isEmpty());
    List<JsonNode> chunks =
        response
            .body()
            .lines()
            .filter(line -> line.startsWith("data: {"))
            .map(line -> ReadyServer.tree(line.substring("data: ".length())))
            .toList();
    assertEquals(5, chunks.size(), response::body);
    assertEquals("assistant", chunks.get(0).at("/choices/0/delta/role").asText());
    assertEquals("length", chunks.get(4).at("/choices/0/finish_reason").asText());
    assertTrue(chunks.stream().allMatch(chunk -> chunk.path("created").isIntegralNumber()));
    assertTrue(chunks.stream().noneMatch(chunk -> chunk.has("usage")));
    assertTrue(response.body().endsWith("data: [DONE]\n\n"));
  }

  @Test
  void readsJsonThatCallsItselfAForm() {
    String form = "application/x-www-form-urlencoded";
    assertEquals(
        200, post(BodyPublishers.ofString(body(false)), "Content-Type", form).statusCode());
    assertEquals(400, post(BodyPublishers.ofString("a=b"), "Content-Type", form).statusCode());
  }

  @Test
  void readsABodyOfUnknownLength() {
    byte[] bytes = body(false).getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    assertEquals(200, post(chunked).statusCode());
  }

  @Test
  void takesADeleteWithATypeAndNoBody() throws IOException, InterruptedException {
    HttpRequest delete =
        HttpRequest.newBuilder(server.server().url("v1/models/x"))
            .header("Authorization", "Bearer " + ReadyServer.KEY)
            .header("Content-Type", "application/json")
            .DELETE()
            .build();
    HttpResponse<String> response = client.send(delete, BodyHandlers.ofString());
    assertEquals(404, response.statusCode());
    assertEquals("model_not_found", ReadyServer.tree(response.body()).at("/error/code").asText());
  }

  @Test
  void takesEitherLimitAndBothWhereTheyAgree() {
    String chat = "{'messages': [{'role': 'user', 'content': 'Tell me a story.'}], %s}";
    String both = "'max_tokens': 2, 'max_completion_tokens': ";
    assertEquals(
        2, server.ask(CHAT, chat.formatted(both + 2)).at("/usage/completion_tokens").asInt());
    assertEquals(400, server.post(CHAT, chat.formatted(both + 3)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void obeysTheSchemasThatClientsMake(boolean strict) {
    JsonNode answer =
        server.ask(
            CHAT,
            """
            {'messages': [{'role': 'user', 'content': 'A colour as JSON.'}], 'temperature': 0,
             'max_tokens': 60, 'response_format': {'type': 'json_schema', 'json_schema': {
               'name': 'c', 'strict': %s, 'schema': {
                 '$schema': 'https://json-schema.org/draft/2020-12/schema', 'title': 'Colour',
                 'type': 'object', 'additionalProperties': false, 'required': ['name', 'tone'],
                 'properties': {'name': {'$ref': '#/$defs/Name'},
                   'tone': {'anyOf': [{'enum': ['dark', 'light']}, {'type': 'null'}]}},
                 '$defs': {'Name': {'type': 'string', 'enum': ['red', 'blue']}}}}}}
            """
                .formatted(strict));
    JsonNode colour = ReadyServer.tree(answer.at("/choices/0/message/content").asText());
    assertTrue(Set.of("red", "blue").contains(colour.path("name").asText()));
    assertTrue(Set.of("dark", "light", "null").contains(colour.path("tone").asText()));
    assertEquals("stop", answer.at("/choices/0/finish_reason").asText());
  }

  @Test
  void jsonThatIsWholeAtTheLimitEndsWithStop() {
    String request =
        "{'messages': [{'role': 'user', 'content': 'Hi'}], 'max_tokens': %d, 'seed': 1,"
            + " 'response_format': {'type': 'json_schema', 'json_schema': {'name': 'a', 'schema':"
            + " {'const': [1, 2]}}}}";
    int needed = server.ask(CHAT, request.formatted(50)).at("/usage/completion_tokens").asInt();
    JsonNode exact = server.ask(CHAT, request.formatted(needed));
    assertEquals("stop", exact.at("/choices/0/finish_reason").asText());
    assertEquals("[1, 2]", exact.at("/choices/0/message/content").asText().replace(",2", ", 2"));
  }

  @Test
  void takesPartsForEveryRole() {
    String part = "[{'type': 'text', 'text': 'Hi'}]";
    JsonNode answer =
        server.ask(
            CHAT,
            "{'max_tokens': 2, 'messages': ["
                + "{'role': 'system', 'content': %1$s}, {'role': 'user', 'content': %1$s},"
                    .formatted(part)
                + "{'role': 'assistant', 'content': %1$s}, {'role': 'user', 'content': %1$s}]}"
                    .formatted(part));
    assertTrue(answer.path("created").isIntegralNumber());
    assertFalse(answer.path("usage").isMissingNode());
  }

  @Test
  void knowsModelsWithSlashesInTheirNames() {
    for (String path : List.of("v1/models/org/model", "v1/models/org%2Fmodel")) {
      HttpResponse<String> response = server.get(path);
      assertEquals(404, response.statusCode());
      assertEquals("model_not_found", ReadyServer.tree(response.body()).at("/error/code").asText());
    }
  }
}
