package dev.servllama.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.openai.Json;
import dev.servllama.openapi.OpenApiDocument;
import dev.servllama.openapi.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final List<Route> ROUTES =
      Routes.of(
          Set.of(
              ChatCompletionsResource.class,
              CompletionsResource.class,
              DatasetsResource.class,
              EmbeddingsResource.class,
              FeedbackResource.class,
              FilesResource.class,
              HealthResource.class,
              IngestResource.class,
              MetricsHistoryResource.class,
              MetricsResource.class,
              ModelCardsResource.class,
              ModelManagementResource.class,
              ModelsResource.class,
              OpenApiResource.class,
              PageConfigResource.class,
              RootResource.class,
              TokensResource.class,
              UsageResource.class,
              VectorStoreBatchesResource.class,
              VectorStoreFilesResource.class,
              VectorStoreSearchResource.class,
              VectorStoresResource.class));
  private static final JsonNode DOCUMENT =
      OpenApiDocument.write(MAPPER, "1", ROUTES, Operations.ALL);

  @Test
  void describesTheRoutesThatThereAreAndNoOthers() {
    assertEquals(
        new TreeSet<>(Operations.ALL.keySet()),
        ROUTES.stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new)));
    assertTrue(DOCUMENT.at("/paths/~1v1~1models~1{id}").has("get"), DOCUMENT::toString);
  }

  @Test
  void resolvesEveryReference() {
    List<String> references = DOCUMENT.findValuesAsText("$ref");
    assertTrue(references.size() > 50);
    for (String reference : references) {
      assertTrue(!DOCUMENT.at(reference.substring(1)).isMissingNode(), reference);
    }
  }

  @Test
  void takesTheFormOfAnswersFromTheirRecords() {
    JsonNode chat = DOCUMENT.at("/components/schemas/ChatCompletion");
    assertTrue(chat.at("/required").toString().contains("\"system_fingerprint\""), chat::toString);
    assertEquals(
        "#/components/schemas/ChatCompletion.Choice",
        chat.at("/properties/choices/items/$ref").asText());
    JsonNode text = DOCUMENT.at("/components/schemas/Completion");
    assertEquals(
        "[\"object\",\"id\",\"created\",\"model\",\"system_fingerprint\",\"choices\"]",
        text.get("required").toString());
    assertTrue(text.get("properties").has("usage") && !text.get("properties").has("usageField"));
    assertEquals(
        "[\"stop\",\"length\",null]",
        DOCUMENT
            .at("/components/schemas/ChatCompletion.Choice/properties/finish_reason/enum")
            .toString());
    assertEquals(
        "[\"string\",\"null\"]",
        DOCUMENT.at("/components/schemas/ErrorEnvelope.Detail/properties/param/type").toString());
  }

  @Test
  void takesTheFieldsOfRequestsFromTheTables() {
    JsonNode chat = DOCUMENT.at("/components/schemas/ChatCompletionRequest/properties");
    assertEquals("[[],null]", chat.at("/functions/enum").toString());
    assertEquals("[\"number\",\"null\"]", chat.at("/temperature/type").toString());
    assertEquals("array", chat.at("/messages/type").asText());
  }

  @Test
  void opensWhatIsPublicAndNothingElse() {
    Set<String> open =
        ROUTES.stream().filter(Route::open).map(Route::path).collect(Collectors.toSet());
    assertEquals(Set.of("/", "/health", "/health/live", "/openapi.json", "/chat/config"), open);
    assertEquals("[]", DOCUMENT.at("/paths/~1health/get/security").toString());
    assertTrue(DOCUMENT.at("/paths/~1metrics/get/responses").has("401"));
  }

  @Test
  void saysHowAStreamIsWritten() {
    JsonNode content = DOCUMENT.at("/paths/~1v1~1chat~1completions/post/responses/200/content");
    assertEquals(
        "#/components/schemas/ChatCompletionChunk",
        content.at("/text~1event-stream/x-event/$ref").asText());
    assertTrue(content.has("application/json"));
  }
}
