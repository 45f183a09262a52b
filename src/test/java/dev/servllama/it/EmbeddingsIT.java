package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Embeddings as clients ask for them. */
class EmbeddingsIT {
  private static final String PATH = "v1/embeddings";
  private static final String MODEL = "all-MiniLM-L6-v2";
  private static final Duration LONG = Duration.ofSeconds(60);

  private static ReadyServer ready;

  @BeforeAll
  static void start() {
    ready =
        ReadyServer.start(
            Map.of("CONTEXT_LENGTH", "256", "MODEL_ALIASES", "text-embedding-3-small=" + MODEL));
    awaitEmbeddings(ready.server());
  }

  @AfterAll
  static void stop() {
    ready.close();
  }

  private static void awaitEmbeddings(RunningServer server) {
    new Watched(server)
        .await(
            "embeddings are ready",
            LONG,
            health -> health.path("embeddings").path("stage").asText().equals("ready"));
  }

  private static float[] numbers(JsonNode embedding) {
    float[] numbers = new float[embedding.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = embedding.get(i).floatValue();
    }
    return numbers;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }

  @Test
  void givesTheSameVectorsAsNumbersAndAsBase64() {
    String input = "'input':['A quick brown fox','A fast fox','Bread and butter']";
    JsonNode plain = ready.ask(PATH, "{'model':'" + MODEL + "'," + input + "}");
    JsonNode base64 = ready.ask(PATH, "{'encoding_format':'base64'," + input + "}");

    assertEquals("list", plain.path("object").asText());
    assertEquals(MODEL, base64.path("model").asText());
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JsonNode item = plain.path("data").get(i);
      assertEquals(i, item.path("index").asInt());
      assertEquals("embedding", item.path("object").asText());
      vectors.add(numbers(item.path("embedding")));
      byte[] bytes =
          Base64.getDecoder().decode(base64.path("data").get(i).path("embedding").asText());
      float[] decoded = new float[384];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(decoded);
      assertEquals(1, cosine(decoded, vectors.get(i)), 1e-5);
    }
    assertTrue(cosine(vectors.get(0), vectors.get(1)) > cosine(vectors.get(0), vectors.get(2)));
    // [CLS] a quick brown fox [SEP], [CLS] a fast fox [SEP], [CLS] bread and butter [SEP]
    assertEquals(6 + 5 + 5, plain.path("usage").path("prompt_tokens").asInt());
    assertEquals(16, plain.path("usage").path("total_tokens").asInt());
  }

  @Test
  void takesTokenIdsAsItTakesTheirText() {
    float[] text = numbers(ready.ask(PATH, "{'input':'a fox'}").at("/data/0/embedding"));
    JsonNode ids = ready.ask(PATH, "{'input':[[1037,4419],[101,1037,4419,102]]}");

    assertEquals(1, cosine(text, numbers(ids.at("/data/0/embedding"))), 1e-5);
    assertEquals(1, cosine(text, numbers(ids.at("/data/1/embedding"))), 1e-5);
    assertEquals(8, ids.path("usage").path("prompt_tokens").asInt());
  }

  @Test
  void cutsALongTextOnlyWhenItIsAskedTo() {
    String text = "fox ".repeat(300);
    HttpResponse<String> refused = ready.post(PATH, "{'input':['x','" + text + "']}");

    assertEquals(400, refused.statusCode());
    JsonNode error = ReadyServer.tree(refused.body()).path("error");
    assertEquals("context_length_exceeded", error.path("code").asText());
    assertEquals("input[1]", error.path("param").asText());
    assertTrue(error.path("message").asText().contains("302 tokens"), refused.body());
    JsonNode cut = ready.ask(PATH, "{'truncate':true,'input':'" + text + "'}");
    assertEquals(256, cut.path("usage").path("prompt_tokens").asInt());
  }

  @Test
  void knowsItsModelByItsNames() {
    for (String name :
        List.of(
            MODEL,
            "all-minilm-l6-v2",
            "sentence-transformers/" + MODEL,
            "text-embedding-3-small")) {
      JsonNode made = ready.ask(PATH, "{'model':'" + name + "','input':'x','dimensions':384}");
      assertEquals(MODEL, made.path("model").asText());
    }
    assertEquals(
        MODEL, ReadyServer.tree(ready.get("v1/models/" + MODEL).body()).path("id").asText());
    JsonNode models = ReadyServer.tree(ready.get("v1/models").body()).path("data");
    assertEquals(2, models.size());
    assertEquals(MODEL, models.get(1).path("id").asText());
  }

  @Test
  void refusesWhatCannotBeDone() {
    refused(404, "model_not_found", "{'model':'text-embedding-3-large','input':'x'}");
    refused(404, "model_not_found", "{'model':'SmolLM2-135M-Instruct.Q4_1','input':'x'}");
    refused(400, "unsupported_value", "{'input':'x','dimensions':256}");
    refused(400, "missing_required_parameter", "{}");
    refused(400, "empty_string", "{'input':''}");
    refused(400, "empty_string", "{'input':['x','']}");
    refused(400, "empty_array", "{'input':[]}");
    refused(400, "invalid_type", "{'input':7}");
    refused(400, "invalid_type", "{'input':'x','truncate':'yes'}");
    refused(400, "invalid_value", "{'input':'x','encoding_format':'int8'}");
    refused(400, "invalid_value", "{'input':[[791,8415],[31224,72229]]}");
    refused(
        400,
        "array_above_max_length",
        "{'input':[" + String.join(",", Collections.nCopies(2049, "'x'")) + "]}");
    HttpResponse<String> chat =
        ready.post(
            "v1/chat/completions",
            "{'model':'" + MODEL + "','messages':[{'role':'user','content':'x'}]}");
    assertEquals(404, chat.statusCode());
    assertTrue(chat.body().contains("/v1/embeddings"), chat.body());
  }

  private static void refused(int status, String code, String body) {
    HttpResponse<String> response = ready.post(PATH, body);
    assertEquals(status, response.statusCode(), body + " " + response.body());
    assertEquals(code, ReadyServer.tree(response.body()).at("/error/code").asText(), body);
  }

  @Test
  void answersManyClientsAtOnceEachWithItsOwn() {
    JsonNode before = metrics();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      texts.add("client " + i + " asks" + " again".repeat(i % 40));
    }
    List<CompletableFuture<JsonNode>> coming =
        texts.stream().map(text -> CompletableFuture.supplyAsync(() -> one(text))).toList();
    List<JsonNode> made = coming.stream().map(CompletableFuture::join).toList();

    long tokens = made.stream().mapToLong(each -> each.at("/usage/total_tokens").asLong()).sum();
    JsonNode after = metrics();
    assertEquals(64, after.path("requests").asLong() - before.path("requests").asLong());
    assertEquals(tokens, after.path("tokens").asLong() - before.path("tokens").asLong());
    for (int i = 0; i < 64; i += 9) {
      float[] alone = numbers(one(texts.get(i)).at("/data/0/embedding"));
      assertEquals(1, cosine(alone, numbers(made.get(i).at("/data/0/embedding"))), 1e-4);
    }
  }

  private static JsonNode one(String text) {
    return ready.ask(PATH, "{'input':'" + text + "'}");
  }

  private static JsonNode metrics() {
    return ReadyServer.tree(ready.get("metrics").body()).path("embeddings");
  }

  @Test
  void refusesWhenTooMuchWaitsAndForgetsWhoHasLeft() {
    String flood =
        "{\"input\":["
            + String.join(",", Collections.nCopies(2040, "\"" + "fox ".repeat(250) + "\""))
            + "]}";
    HttpClient client = HttpClient.newHttpClient();
    CompletableFuture<HttpResponse<String>> leaving =
        client.sendAsync(
            request(ready.server().url(PATH), flood), HttpResponse.BodyHandlers.ofString());
    Watched watched = new Watched(ready.server());
    List<HttpResponse<String>> last = new ArrayList<>();
    watched.until(
        "the queue is full",
        LONG,
        () -> {
          last.add(ready.post(PATH, "{'input':'x'}"));
          return last.get(last.size() - 1).statusCode() == 429;
        });

    HttpResponse<String> refused = last.get(last.size() - 1);
    assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()) > 0);
    assertEquals("queue_full", ReadyServer.tree(refused.body()).at("/error/code").asText());
    leaving.cancel(true);
    watched.until(
        "there is room again", LONG, () -> ready.post(PATH, "{'input':'x'}").statusCode() == 200);
  }

  private static HttpRequest request(URI url, String body) {
    return HttpRequest.newBuilder(url)
        .header("Authorization", "Bearer " + ReadyServer.KEY)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void worksWithoutAChatModel() throws Exception {
    Map<String, String> settings =
        Map.of(
            "API_KEYS", ReadyServer.KEY,
            "MODELS_DIR", "nowhere",
            "MODEL_NAME", "hf:some/repo/missing.gguf",
            "HF_ENDPOINT", "http://127.0.0.1:9");
    try (RunningServer server = RunningServer.standalone(settings)) {
      awaitEmbeddings(server);
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<String> made =
          client.send(
              request(server.url(PATH), "{\"input\":\"x\"}"), HttpResponse.BodyHandlers.ofString());
      assertEquals(200, made.statusCode(), made.body());
      HttpResponse<String> models =
          client.send(
              HttpRequest.newBuilder(server.url("v1/models"))
                  .header("Authorization", "Bearer " + ReadyServer.KEY)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(MODEL, ReadyServer.tree(models.body()).at("/data/0/id").asText());
      assertEquals(1, ReadyServer.tree(models.body()).path("data").size());
    }
  }
}
