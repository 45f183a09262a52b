package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server in front of another, which runs the model. */
class RemoteEngineIT {
  private static final String CHAT = "v1/chat/completions";
  private static final Duration LONG = Duration.ofSeconds(60);

  private static ReadyServer behind;
  private static ReadyServer front;

  @BeforeAll
  static void start() {
    behind = behind();
    front = inFrontOf(behind, ReadyServer.KEY);
  }

  @AfterAll
  static void stop() {
    front.close();
    behind.close();
  }

  private static ReadyServer behind() {
    return ReadyServer.start(Map.of("PARALLEL", "2", "CONTEXT_LENGTH", "1024"));
  }

  private static ReadyServer inFrontOf(ReadyServer other, String key) {
    return ReadyServer.start(
        Map.of("ENGINE", other.openAiBaseUrl(), "ENGINE_API_KEY", key, "MAX_QUEUE", "8"));
  }

  @Test
  void answersAsTheServerBehindItDoes() {
    String body =
        Chats.of("Name a colour.", 8, false).replace("'max_tokens'", "'seed':1,'max_tokens'");
    JsonNode there = behind.ask(CHAT, body);
    JsonNode here = front.ask(CHAT, body);

    assertEquals(there.at("/choices/0"), here.at("/choices/0"));
    assertEquals(there.at("/usage/prompt_tokens"), here.at("/usage/prompt_tokens"));
    assertEquals(8, here.at("/usage/completion_tokens").asInt());
    assertEquals(there.get("model"), here.get("model"));
    JsonNode two =
        front.ask(CHAT, Chats.of("Hi.", 3, false).replace("'max_tokens'", "'n':2,'max_tokens'"));
    assertEquals(2, two.get("choices").size());
    JsonNode plain =
        front.ask("v1/completions", "{'prompt':['One','Two'],'max_tokens':2,'echo':true}");
    assertTrue(plain.at("/choices/1/text").asText().startsWith("Two"), plain::toString);
  }

  @Test
  void listsTheModelsThereAndSaysWhatItIs() {
    String model = new Watched(behind.server()).health().get("model").asText();
    assertTrue(front.get("v1/models").body().contains('"' + model + '"'));
    assertEquals(
        404, front.post(CHAT, "{'model':'none','messages':[]}".replace("[]", hi())).statusCode());
    JsonNode engine = new Watched(front.server()).health().get("engine");
    assertEquals("http", engine.get("kind").asText());
    assertEquals("ENGINE is its address", engine.get("reason").asText());
  }

  @Test
  void streamsTokenByTokenWithUsage() throws IOException {
    try (RawRequest stream = RawRequest.chat(front.server(), Chats.of("Count.", 5, true))) {
      List<String> events = stream.rest();
      assertEquals("[DONE]", events.get(events.size() - 1));
      assertTrue(events.stream().filter(event -> event.contains("\"content\":\"")).count() >= 5);
    }
  }

  @Test
  void saysInAStatusWhatIsRefusedThere() {
    HttpResponse<String> refusal =
        front.post(CHAT, "{'messages':" + hi() + ",'stream':true,'logit_bias':{'999999':1}}");
    assertEquals(400, refusal.statusCode(), refusal::body);
    assertEquals("logit_bias", ReadyServer.tree(refusal.body()).at("/error/param").asText());
    assertEquals(400, front.post("v1/tokenize", "{'content':'a'}").statusCode());
    assertEquals(400, front.post("v1/tokenize", "{'messages':" + hi() + "}").statusCode());
  }

  @Test
  void theSlotThereIsFreeWhenTheClientGoes() throws IOException {
    try (RawRequest stream = RawRequest.chat(front.server(), Chats.of("Count.", 900, true))) {
      stream.awaitText();
      assertEquals(1, Watched.busy(new Watched(behind.server()).health()));
    }
    Duration free = new Watched(behind.server()).awaitIdle(LONG);
    new Watched(front.server()).awaitIdle(LONG);
    System.out.println("figure: the slot elsewhere is free after " + free.toMillis() + " ms");
  }

  @Test
  void failsAStreamWhoseServerDiesAndGoesOnWithTheNext() throws IOException {
    try (ReadyServer dying = behind();
        ReadyServer before = inFrontOf(dying, ReadyServer.KEY)) {
      try (RawRequest stream = RawRequest.chat(before.server(), Chats.of("Count.", 900, true))) {
        stream.awaitText();
        dying.server().kill();
        List<String> rest = stream.rest();
        String last = rest.get(rest.size() - 1);
        assertEquals("upstream_failed", ReadyServer.tree(last).at("/error/code").asText(), last);
      }
      HttpResponse<String> refusal = before.post(CHAT, Chats.brief());
      assertEquals(502, refusal.statusCode(), refusal::body);
      Watched watched = new Watched(before.server());
      watched.await("it says so", LONG, health -> Watched.stage(health).equals("restarting"));
      assertTrue(watched.health().get("detail").asText().contains("127.0.0.1"));
    }
  }

  @Test
  void neverShowsTheKeyForTheServerThere() {
    for (String place :
        List.of(
            front.server().log(),
            front.get("metrics").body(),
            front.get("health").body(),
            front.server().process().info().commandLine().orElse(""))) {
      assertFalse(place.contains(ReadyServer.KEY), place);
    }
  }

  private static String hi() {
    return "[{'role':'user','content':'Hi'}]";
  }
}
