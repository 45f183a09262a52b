package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a file through a running server: what each may do, its limits, and what it has used. */
class KeysIT {
  private static final String CHAT = "v1/chat/completions";
  private static final String KEYS =
      """
      keys:
        - {key: sk-plain, name: plain}
        - {key: sk-other, name: other}
        - {key: sk-stale, name: stale, expires: 2020-01-01}
        - {key: sk-barred, name: barred, models: [another]}
        - {key: sk-slow, name: slow, requests_per_minute: 2, tokens_per_minute: 100000}
        - {key: sk-thrifty, name: thrifty, tokens_per_minute: 5}
        - {key: sk-daily, name: daily, tokens_per_day: 5}
        - {key: sk-single, name: single, concurrent_requests: 1}
        - {key: sk-leaver, name: leaver}
        - {key: sk-lost, name: lost}
      """;

  @TempDir private static Path folder;
  private static ReadyServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("keys.yaml"), KEYS);
    server = startServer("data");
  }

  private static ReadyServer startServer(String data) {
    return ReadyServer.start(
        Map.of(
            "API_KEYS_FILE",
            folder.resolve("keys.yaml").toString(),
            "DATA_DIR",
            folder.resolve(data).toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void countsWhatClientsWereToldThatTheyUsedWholeAndStreamed() {
    JsonNode whole = tree(post("plain", CHAT, Chats.brief())).path("usage");
    String streaming =
        Chats.of("Hi.", 4, true)
            .replace("'stream':true", "'stream':true,'stream_options':{'include_usage':true}");
    String events = post("plain", CHAT, streaming).body();
    String last = events.substring(events.lastIndexOf("data: {")).split("\n")[0];
    JsonNode streamed = ReadyServer.tree(last.substring("data: ".length())).path("usage");

    JsonNode day = usageOf("plain");
    assertEquals(2, day.path("requests").asInt());
    for (String field : new String[] {"prompt_tokens", "completion_tokens", "total_tokens"}) {
      assertEquals(
          whole.path(field).asInt() + streamed.path(field).asInt(), day.path(field).asInt(), field);
      assertTrue(day.path(field).asInt() > 0, field);
    }
  }

  @Test
  void countsWhatAClientUsedThatLeft() throws IOException, InterruptedException {
    try (InputStream body = stream("leaver", 3_000).body()) {
      firstText(body);
    }
    await("it is charged", () -> usageOf("leaver").path("completion_tokens").asInt() >= 1);

    assertTrue(usageOf("leaver").path("prompt_tokens").asInt() > 0);
    assertTrue(usageOf("leaver").path("completion_tokens").asInt() < 3_000);
    assertEquals(1, usageOf("leaver").path("requests").asInt());
  }

  @Test
  void saysWhatIsLeftOfALimitAndRefusesWhenNothingIs() {
    HttpResponse<String> first = post("slow", CHAT, Chats.brief());
    assertEquals("2", header(first, "x-ratelimit-limit-requests"));
    assertEquals("1", header(first, "x-ratelimit-remaining-requests"));
    assertTrue(header(first, "x-ratelimit-reset-requests").matches("(30|29\\.\\d+)s"));
    assertEquals("100000", header(first, "x-ratelimit-limit-tokens"));
    int left = Integer.parseInt(header(first, "x-ratelimit-remaining-tokens"));
    assertTrue(left < 100_000 && left > 99_000, "charged before it was sent: " + left);
    HttpRequest otherwise =
        HttpRequest.newBuilder(server.server().url(CHAT))
            .header("x-api-key", "sk-slow")
            .POST(HttpRequest.BodyPublishers.ofString(Chats.of("Hi.", 1, true).replace('\'', '"')))
            .build();
    assertEquals(200, send(otherwise).statusCode());

    HttpResponse<String> refused = post("slow", CHAT, Chats.brief());

    assertLimit(refused, "requests", "rate_limit_exceeded");
    assertEquals("0", header(refused, "x-ratelimit-remaining-requests"));
    int wait = Integer.parseInt(header(refused, "retry-after"));
    assertTrue(wait >= 1 && wait <= 30, "Retry-After: " + wait);
    assertEquals(200, get("slow", "v1/models").statusCode(), "which asks no model");
  }

  @Test
  void refusesWhoeverHasUsedUpTheirTokens() {
    assertEquals(200, post("thrifty", CHAT, Chats.brief()).statusCode());
    assertLimit(
        post("thrifty", "v1/completions", "{'prompt':'a'}"), "tokens", "rate_limit_exceeded");

    assertEquals(200, post("daily", CHAT, Chats.brief()).statusCode());
    HttpResponse<String> refused = post("daily", CHAT, Chats.brief());
    assertLimit(refused, "insufficient_quota", "insufficient_quota");
    assertTrue(Integer.parseInt(header(refused, "retry-after")) <= 86_400);
  }

  @Test
  void aDaysTokensStayUsedWhenTheServerIsKilled() {
    ReadyServer shared = server;
    try {
      for (int status : new int[] {200, 429}) {
        try (ReadyServer killed = startServer("killed")) {
          server = killed;
          assertEquals(status, post("daily", CHAT, Chats.brief()).statusCode());
          killed.server().kill();
        }
      }
    } finally {
      server = shared;
    }
  }

  @Test
  void aPlaceIsFreeAgainWhenItsClientHasLeftOrHasItsAnswer() throws Exception {
    try (InputStream body = stream("single", 3_000).body()) {
      firstText(body);
      assertLimit(post("single", CHAT, Chats.brief()), "requests", "rate_limit_exceeded");
    }
    await("the place is free", () -> post("single", CHAT, Chats.brief()).statusCode() == 200);

    for (int i = 0; i < 10; i++) {
      assertEquals(200, post("single", CHAT, Chats.of("Hi.", 1, i % 2 == 0)).statusCode());
      assertEquals(400, post("single", CHAT, "{").statusCode(), "which is over as well");
    }
  }

  @Test
  void showsOnlyTheModelsThatAKeyMayAsk() {
    String model = tree(get("plain", "v1/models")).at("/data/0/id").asText();
    assertFalse(model.isEmpty());

    assertEquals(0, tree(get("barred", "v1/models")).path("data").size());
    for (HttpResponse<String> refused :
        List.of(get("barred", "v1/models/" + model), post("barred", CHAT, Chats.brief()))) {
      assertEquals(404, refused.statusCode());
      assertEquals("model_not_found", tree(refused).at("/error/code").asText());
    }
  }

  @Test
  void refusesAKeyThatHasExpiredAndSaysSo() {
    HttpResponse<String> refused = get("stale", "v1/models");

    assertEquals(401, refused.statusCode());
    assertTrue(refused.body().contains("This API key has expired."), refused.body());
  }

  @Test
  void showsTheUsageOfOthersOnlyToThoseWhoManage() {
    post("other", CHAT, Chats.brief());

    for (JsonNode day : tree(get("other", "v1/usage")).path("data")) {
      assertEquals("other", day.path("key").asText());
    }
    assertEquals(403, get("other", "v1/usage?key=plain").statusCode());
    assertEquals(200, get("other", "v1/usage?key=other&days=1").statusCode());
    assertEquals(400, get("other", "v1/usage?days=0").statusCode());
    assertEquals(400, get("other", "v1/usage?days=x").statusCode());
    assertTrue(server.get("v1/usage").body().contains("\"key\":\"other\""));
    assertFalse(server.get("v1/usage?key=plain").body().contains("\"key\":\"other\""));
  }

  /** Fault 42. */
  @Test
  void aStreamEndsWhenItsKeyIsTakenAway() throws Exception {
    try (InputStream body = stream("lost", 7_000).body()) {
      firstText(body);
      replaceKeys(KEYS.replaceAll(".*sk-lost.*\n", "") + "  - {key: sk-new, name: new}\n");
      long start = System.nanoTime();
      String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      System.out.printf(
          "figure: fault 42: ended after %d ms%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      assertTrue(rest.contains("This API key is good no more."), () -> tail(rest));
      assertFalse(rest.contains("[DONE]"), () -> tail(rest));
    }
    assertEquals(401, get("lost", "v1/models").statusCode());
    assertEquals(200, get("new", "v1/models").statusCode());

    replaceKeys("keys: [{key: sk-plain");
    await(
        "it is found wrong",
        () -> server.server().log().contains("API_KEYS_FILE has changed but is wrong"));
    assertEquals(200, get("new", "v1/models").statusCode(), "what was good stays");
    replaceKeys(KEYS);
    await("the file is read again", () -> get("lost", "v1/models").statusCode() == 200);
    assertFalse(server.server().log().contains("sk-"), "fault 32: a key is in the log");
  }

  private static void replaceKeys(String yaml) throws IOException {
    Path draft = Files.writeString(folder.resolve("draft"), yaml);
    Files.move(draft, folder.resolve("keys.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 500));
  }

  private static void assertLimit(HttpResponse<String> refused, String type, String code) {
    assertEquals(429, refused.statusCode(), refused.body());
    assertEquals(type, tree(refused).at("/error/type").asText());
    assertEquals(code, tree(refused).at("/error/code").asText());
    assertTrue(Integer.parseInt(header(refused, "retry-after")) >= 1);
  }

  private static JsonNode usageOf(String name) {
    return tree(get(name, "v1/usage?days=1")).at("/data/0");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("no " + name);
  }

  private static JsonNode tree(HttpResponse<String> response) {
    return ReadyServer.tree(response.body());
  }

  private static void firstText(InputStream body) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 1);
    String line = lines.readLine();
    while (!line.matches(".*\"content\":\"[^\"]+\".*")) {
      line = lines.readLine();
    }
  }

  private static HttpResponse<InputStream> stream(String name, int tokens)
      throws IOException, InterruptedException {
    HttpRequest request = chat(name, CHAT, Chats.of("Count.", tokens, true));
    return CLIENT.send(request, BodyHandlers.ofInputStream());
  }

  private static HttpResponse<String> post(String name, String path, String json) {
    return send(chat(name, path, json));
  }

  private static HttpRequest chat(String name, String path, String json) {
    return HttpRequest.newBuilder(server.server().url(path))
        .header("Authorization", "Bearer sk-" + name)
        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
        .build();
  }

  private static HttpResponse<String> get(String name, String path) {
    return send(
        HttpRequest.newBuilder(server.server().url(path))
            .header("Authorization", "Bearer sk-" + name)
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request + " failed" + server.server().logTail(), e);
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "In 20 s not: " + what);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
