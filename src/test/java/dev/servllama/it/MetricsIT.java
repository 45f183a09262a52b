package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.PrometheusText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What /metrics and the access log say is what clients saw. */
class MetricsIT {
  private static final String CHAT = "v1/chat/completions";
  private static final Duration LONG = Duration.ofSeconds(60);

  private static ReadyServer server;
  private static Watched watched;

  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of("PARALLEL", "2", "MAX_QUEUE", "1"));
    watched = new Watched(server.server());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode metrics() {
    return ReadyServer.tree(server.get("metrics").body());
  }

  private static JsonNode model(JsonNode metrics) {
    return metrics.path("models").elements().next();
  }

  @Test
  void countsTheTokensThatClientsSaw() throws IOException {
    JsonNode before = metrics().path("tokens");
    long prompt = 0;
    long completion = 0;
    String two = Chats.of("Hi.", 3, false).replace("'max_tokens'", "'n':2,'max_tokens'");
    for (String body : new String[] {Chats.brief(), two}) {
      JsonNode usage = server.ask(CHAT, body).path("usage");
      prompt += usage.path("prompt_tokens").asLong();
      completion += usage.path("completion_tokens").asLong();
    }
    // The same prompt, whose stream says nothing of usage.
    server.post(CHAT, Chats.of("Hi.", 5, true));
    prompt += server.ask(CHAT, Chats.of("Hi.", 1, false)).at("/usage/prompt_tokens").asLong() * 2;
    completion += 5 + 1;

    JsonNode after = metrics().path("tokens");
    assertEquals(prompt, after.path("prompt").asLong() - before.path("prompt").asLong());
    assertEquals(
        completion, after.path("completion").asLong() - before.path("completion").asLong());

    // One that leaves: at least what it saw, and far less than it would have been.
    int seen = 10;
    long left = outcome("cancelled");
    try (RawRequest client = RawRequest.chat(server.server(), Chats.of("Hi.", 4000, true))) {
      for (int i = 0; i <= seen; i++) {
        client.event();
      }
    }
    watched.until("it is counted", LONG, () -> outcome("cancelled") > left);
    long cancelled =
        metrics().at("/tokens/completion").asLong() - after.path("completion").asLong();
    assertTrue(cancelled >= seen && cancelled < 3000, () -> cancelled + " tokens");
    watched.awaitIdle(LONG);
  }

  private static long outcome(String name) {
    return model(metrics()).path("outcomes").path(name).asLong();
  }

  @Test
  void countsWhatIsRefusedAndWhatFails() throws IOException {
    long refused = model(metrics()).path("refused").asLong();
    long failed = outcome("failed");
    String endless = Chats.of("Hi.", 4000, true);
    try (RawRequest first = RawRequest.chat(server.server(), endless);
        RawRequest second = RawRequest.chat(server.server(), endless)) {
      first.awaitText();
      second.awaitText();
      RawRequest third = RawRequest.chat(server.server(), endless);
      watched.await("one waits", LONG, health -> Watched.waiting(health) == 1);
      assertEquals(429, server.post(CHAT, Chats.brief()).statusCode());
      assertEquals(refused + 1, model(metrics()).path("refused").asLong());
      third.close();
      watched.await("none waits", LONG, health -> Watched.waiting(health) == 0);
      watched.engine().orElseThrow().destroyForcibly();
      assertTrue(first.rest().toString().contains("engine_failed"));
      assertTrue(second.rest().toString().contains("engine_failed"));
    }
    watched.until("they are counted", LONG, () -> outcome("failed") == failed + 2);
    watched.awaitReady();
  }

  @Test
  void logsAClientThatLeavesAWholeAnswerAsNginxDoes() throws IOException {
    watched.awaitIdle(LONG);
    RawRequest client = RawRequest.chat(server.server(), Chats.of("Hi.", 4000, false));
    watched.await("it runs", LONG, health -> Watched.busy(health) == 1);
    client.close();
    watched.until(
        "it is counted",
        LONG,
        () -> metrics().at("/requests/routes/~1v1~1chat~1completions").has("499"));
    watched.until(
        "it is logged",
        LONG,
        () ->
            server
                .server()
                .log()
                .lines()
                .anyMatch(
                    line ->
                        line.contains("POST /v1/chat/completions 499 ")
                            && line.endsWith("client=gone")));
    assertFalse(server.server().log().contains(" body="));
  }

  @Test
  void tellsOfRequestsTheEngineAndTheProcesses() {
    server.get("nowhere/" + System.nanoTime());
    server.get("v1/models/none");
    server.post(CHAT, Chats.brief());
    watched.until(
        "they have ended", LONG, () -> metrics().at("/requests/routes").has("/v1/models/{id}"));

    JsonNode all = metrics();
    JsonNode routes = all.at("/requests/routes");
    assertTrue(routes.path("other").path("404").asInt() >= 1, all::toString);
    assertTrue(routes.path("/v1/chat/completions").has("200"), all::toString);
    assertEquals(1, all.at("/requests/in_flight").asInt(), "this one");
    assertEquals(2, model(all).at("/engine/slots_total").asInt());
    if (System.getProperty("os.name").equals("Linux")) {
      assertTrue(model(all).at("/engine/process/rss_bytes").asLong() > 50_000_000, all::toString);
      assertTrue(all.at("/process/rss_bytes").asLong() > 50_000_000, all::toString);
    }
    assertTrue(model(all).path("time_to_first_token_seconds").asDouble() > 0);
  }

  @Test
  void answersInTheFormatThatIsAcceptedBest() throws IOException, InterruptedException {
    assertEquals("application/json", type("*/*"));
    assertEquals("application/json", type("text/html,*/*;q=0.8"));
    assertEquals("text/plain", type("text/plain"));
    assertEquals("text/plain", type("application/json;q=0.2,text/plain;q=0.9"));
    assertEquals("application/json", type("text/plain;q=0,application/json;q=0.1"));
    assertEquals(
        "application/openmetrics-text",
        type(
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,"
                + "*/*;q=0.1"));
    String text = server.get("metrics?format=prometheus").body();
    assertTrue(PrometheusText.parse(text).sum("servllama_requests_total") > 0);
    assertEquals(400, server.get("metrics?format=xml").statusCode());
    assertEquals(401, watched.status("metrics"));
  }

  private static String type(String accept) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.server().url("metrics"))
            .headers("Authorization", "Bearer " + ReadyServer.KEY, "Accept", accept)
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.headers().firstValue("Content-Type").orElse("").split(";")[0];
  }

  @Test
  void logsEachRequestWithoutItsQueryAndItsKey() {
    HttpResponse<String> answer = server.post(CHAT + "?secret=1", Chats.brief());
    String id = answer.headers().firstValue("x-request-id").orElseThrow();
    watched.until("it is logged", LONG, () -> server.server().log().contains(id));
    String line =
        server.server().log().lines().filter(each -> each.contains(id)).findFirst().orElseThrow();
    String form =
        ".*POST /v1/chat/completions 200 \\d+ms prompt_tokens=\\d+ completion_tokens=4 .*";
    assertTrue(line.matches(form), line);
    assertFalse(server.server().log().contains("secret="));
    assertFalse(server.server().log().contains(ReadyServer.KEY));
  }
}
