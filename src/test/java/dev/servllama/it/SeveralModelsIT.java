package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.servllama.testing.Folders;
import dev.servllama.testing.GemmaModel;
import dev.servllama.testing.RealModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two real models of two architectures, of which one is in memory at a time. The property {@code
 * switches} says how often they take each other's place; 12 where it does not.
 */
@Tag("engine")
class SeveralModelsIT {
  private static final String SMOL = "SmolLM2-135M-Instruct.Q4_1.gguf";
  private static final String GEMMA = GemmaModel.NAME;
  private static final String HUB = "/owner/repo/resolve/main/Pulled.gguf";
  private static final int SWITCHES = Integer.getInteger("switches", 12);
  private static final int CLIENTS = 4;

  private static Path models;
  private static HttpServer hub;
  private static ReadyServer server;

  /** What a prompt of these words is to each model: their vocabularies tell them apart. */
  private static Map<String, Integer> promptTokens;

  @BeforeAll
  static void start() throws IOException {
    models = Files.createTempDirectory("servllama-models");
    Files.createSymbolicLink(models.resolve(SMOL), RealModel.file());
    Files.createSymbolicLink(models.resolve(GEMMA), GemmaModel.file());
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] file = Files.readAllBytes(RealModel.file());
    hub.createContext(
        HUB,
        exchange -> {
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().add("ETag", "\"1\"");
          if (head) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(file.length));
          }
          exchange.sendResponseHeaders(200, head ? -1 : file.length);
          if (!head) {
            exchange.getResponseBody().write(file);
          }
          exchange.close();
        });
    hub.start();
    server =
        ReadyServer.start(
            Map.of(
                "MODELS_DIR",
                models.toString(),
                "MODEL_NAME",
                SMOL,
                "MODEL_ALIASES",
                "google=" + GEMMA,
                "CONTEXT_LENGTH",
                "1024",
                "HF_ENDPOINT",
                "http://localhost:" + hub.getAddress().getPort()));
    promptTokens = new LinkedHashMap<>();
    promptTokens.put(GEMMA, tokensOf(GEMMA));
    promptTokens.put(SMOL, tokensOf(SMOL));
    assertFalse(promptTokens.get(GEMMA).equals(promptTokens.get(SMOL)), promptTokens::toString);
  }

  @AfterAll
  static void stop() {
    server.close();
    hub.stop(0);
    Folders.delete(models);
  }

  private static String chat(String model, int tokens) {
    return ("{'model':'%s','messages':[{'role':'user','content':'Tell me of unbelievable"
            + " llamas.'}],'max_tokens':%d,'logit_bias':{'0':-100,'1':-100,'2':-100,'106':-100}}")
        .formatted(model, tokens);
  }

  private static JsonNode answer(String model) {
    return server.ask("v1/chat/completions", chat(model, 3));
  }

  private static int tokensOf(String model) {
    return answer(model).at("/usage/prompt_tokens").asInt();
  }

  private static String state(String model) {
    return ReadyServer.tree(server.get("v1/models/" + model).body()).at("/status/value").asText();
  }

  private static void awaitState(String model, String state) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!state(model).equals(state)) {
      assertTrue(System.nanoTime() < deadline, () -> model + " is " + state(model));
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void listsThemAllAndLoadsTheOneThatIsAsked() {
    assertEquals(SMOL, answer(SMOL).get("model").asText());
    assertEquals("unloaded", state(GEMMA));
    assertEquals(GEMMA, answer("google").get("model").asText());
    assertEquals("loaded", state(GEMMA));
    assertEquals("unloaded", state(SMOL));
    JsonNode first = ReadyServer.tree(server.get("v1/models").body()).at("/data/0");
    assertEquals(SMOL, first.get("id").asText());
    assertEquals(200, server.get("health").statusCode());
    assertEquals(SMOL, server.ask("v1/chat/completions", Chats.brief()).get("model").asText());
  }

  @Test
  void answersFromTheRightModelHoweverOftenTheyChange() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> running = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      Random random = new Random(client);
      running.add(
          clients.submit(
              () -> {
                for (int i = 0; i < SWITCHES; i++) {
                  String model = random.nextBoolean() ? GEMMA : SMOL;
                  JsonNode answer = answer(model);
                  assertEquals(model, answer.get("model").asText());
                  assertEquals(
                      promptTokens.get(model), answer.at("/usage/prompt_tokens").asInt(), model);
                }
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    clients.shutdown();
    List<ProcessHandle> engines = new Watched(server.server()).engines();
    assertEquals(1, engines.size(), engines::toString);
  }

  @Test
  void showsThatAStreamWaitsForItsModel() throws Exception {
    answer(GEMMA);
    try (RawRequest busy = RawRequest.chat(server.server(), endless(GEMMA));
        RawRequest waiting = RawRequest.open(server.server())) {
      busy.awaitText();
      waiting.post("/v1/chat/completions", chat(SMOL, 3).replace("}],", "}],'stream':true,"));
      Optional<String> line = waiting.line();
      while (line.isPresent() && !line.get().startsWith(":")) {
        assertFalse(line.get().startsWith("data: "), line.get());
        line = waiting.line();
      }
      assertEquals(Optional.of(": waiting"), line);
      List<String> events = waiting.rest();
      assertEquals("[DONE]", events.get(events.size() - 1));
    }
  }

  private static String endless(String model) {
    return chat(model, 900).replace("}],", "}],'stream':true,");
  }

  @Test
  void refusesToUnloadOrDeleteAModelThatAnswers() throws Exception {
    answer(SMOL);
    try (RawRequest busy = RawRequest.chat(server.server(), endless(SMOL))) {
      busy.awaitText();
      assertEquals(409, server.post("v1/models/" + SMOL + "/unload", "").statusCode());
    }
    assertEquals(404, server.post("v1/models/none/unload", "").statusCode());
  }

  @Test
  void loadsAndUnloadsWhenTold() throws Exception {
    assertEquals(200, server.post("v1/models/" + GEMMA + "/load", "").statusCode());
    awaitState(GEMMA, "loaded");
    JsonNode unloaded = ReadyServer.tree(server.post("v1/models/google/unload", "").body());
    assertEquals("unloaded", unloaded.at("/status/value").asText(), unloaded::toString);
    assertEquals("unloaded", state(SMOL));
    assertEquals(GEMMA, answer(GEMMA).get("model").asText());
  }

  @Test
  void pullsAModelUsesItAndDeletesIt() throws Exception {
    String id = "owner/repo/Pulled.gguf";
    String events = server.post("v1/models/pull", "{'model':'hf:" + id + "'}").body();
    assertTrue(events.contains("\"status\":\"pulling\""), events);
    assertTrue(events.contains("\"status\":\"success\""), events);
    assertTrue(events.strip().endsWith("data: [DONE]"), events);
    assertEquals(promptTokens.get(SMOL), tokensOf("owner/repo/Pulled"));
    JsonNode deleted = ReadyServer.tree(server.delete("v1/models/" + id).body());
    assertTrue(deleted.get("deleted").asBoolean(), deleted::toString);
    assertFalse(Files.exists(models.resolve(id)));
    assertEquals(404, server.get("v1/models/" + id).statusCode());
    assertEquals(400, server.post("v1/models/pull", "{'model':'../x.gguf'}").statusCode());
  }

  @Test
  void saysWhatIsWrongWithAFileThatIsNoModel() throws Exception {
    Path broken = Files.writeString(models.resolve("broken.gguf"), "GGUF, but no more");
    try {
      var refusal = server.post("v1/chat/completions", chat("broken", 1));
      assertEquals(503, refusal.statusCode());
      assertTrue(refusal.body().contains("broken.gguf"), refusal.body());
      assertEquals(SMOL, answer(SMOL).get("model").asText());
    } finally {
      Files.delete(broken);
    }
  }
}
