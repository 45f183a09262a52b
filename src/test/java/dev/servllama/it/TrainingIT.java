package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.Folders;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training data through a running server: faults 24, 25 and 27. */
class TrainingIT {
  private static final String INGEST = "v1/training/ingest";
  private static final String SETS = "v1/training/datasets";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static ReadyServer ready;

  @BeforeAll
  static void start() {
    ready = ReadyServer.start(Map.of("CONTEXT_LENGTH", "512", "TRAINING_FEEDBACK", "rated"));
  }

  @AfterAll
  static void stop() {
    ready.close();
  }

  private static HttpResponse<String> send(String method, String path, String accept) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(ready.server().url(path))
              .header("Authorization", "Bearer " + ReadyServer.KEY)
              .header("Accept", accept)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  private static JsonNode get(String path) {
    HttpResponse<String> response = send("GET", path, "*/*");
    assertEquals(200, response.statusCode(), response.body());
    return ReadyServer.tree(response.body());
  }

  private static void assertRefused(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(code, ReadyServer.tree(response.body()).at("/error/code").asText());
  }

  @Test
  void countsWhatWasAddedReplacedAndRefused() {
    ready.ask(
        INGEST,
        "{'dataset':'counted','examples':[{'prompt':'a','response':'1','meta':{'x':1.5}}]}");
    JsonNode answer =
        ready.ask(
            INGEST,
            "{'dataset':'counted','upsert':true,'examples':[{'prompt':' a\\n','response':'2'},"
                + "{'prompt':'b'},{'prompt':'c','response':'3','extra':1},7,"
                + "{'prompt':'d','response':'4','meta':[]},{'prompt':'','response':'5'},"
                + "{'prompt':'e','response':'6'}]}");

    assertEquals(
        "{'object':'training.ingest','dataset':'counted','added':1,'replaced':1,'refused':5,"
            .replace('\'', '"'),
        answer.toString().substring(0, answer.toString().indexOf("\"refusals\"")));
    assertEquals(2, answer.get("examples").asInt());
    List<String> reasons = new ArrayList<>();
    answer
        .get("refusals")
        .forEach(r -> reasons.add(r.get("index") + " " + r.get("reason").asText()));
    assertEquals(
        List.of(
            "1 Missing required parameter: 'examples[1].response'.",
            "2 Unknown parameter: 'examples[2].extra'.",
            "3 Invalid type for 'examples[3]': expected an object, but got an integer instead.",
            "4 Invalid type for 'examples[4].meta': expected an object, but got an array instead.",
            "5 'prompt' is empty."),
        reasons);
  }

  @Test
  void refusesRequestsThatAreWrongAsAWhole() {
    String good = "'examples':[{'prompt':'p','response':'r'}]";
    Map<String, String> wrong =
        Map.of(
            "{'dataset':'x','upsret':true," + good + "}",
            "unknown_parameter",
            "{" + good + "}",
            "missing_required_parameter",
            "{'dataset':'x'}",
            "missing_required_parameter",
            "{'dataset':'x','examples':[]}",
            "empty_array",
            "{'dataset':'x','upsert':'yes'," + good + "}",
            "invalid_type",
            "{'dataset':'x','examples':[{'prompt':'\\ud800','response':'r'}]}",
            "invalid_value",
            "{'dataset':'x','examples':[{'prompt':'\\u0000','response':'r'}]}",
            "invalid_value");
    wrong.forEach((body, code) -> assertRefused(400, code, ready.post(INGEST, body)));
    for (String name : List.of("..", "../x", "a/b", ".x", "CON", "nul.x", "ä", "x".repeat(65))) {
      assertRefused(
          400, "invalid_value", ready.post(INGEST, "{'dataset':'" + name + "'," + good + "}"));
    }
    for (String name : List.of(".x", "CON", "%C3%A4", "x".repeat(65), "a%20b")) {
      assertRefused(400, "invalid_value", send("GET", SETS + "/" + name, "*/*"));
      assertRefused(400, "invalid_value", send("DELETE", SETS + "/" + name, "*/*"));
    }
    assertEquals(
        413, ready.post(INGEST, "{'dataset':'" + "x".repeat(5_000_000) + "'}").statusCode());
    assertEquals(List.of(), outside());
  }

  /** What lies in the data folder and is neither training data nor usage. */
  private static List<String> outside() {
    Path data = ready.server().folder().resolve("data");
    List<String> names = new ArrayList<>(Folders.list(data));
    names.removeAll(List.of("training", "usage", "documents"));
    return names;
  }

  @Test
  void listsAndPagesAndGivesAllAsLines() throws IOException {
    ready.ask(
        INGEST,
        "{'dataset':'paged','examples':[{'prompt':'p1','response':'r1','meta':{'k':[1,2.5]}},"
            + "{'prompt':'p2','response':'r2'},{'prompt':'p3','response':'r3',"
            + "'meta':{'messages':[{'role':'system','content':'s'},"
            + "{'role':'user','content':'u'}]}}]}");
    JsonNode dataset = null;
    for (JsonNode each : get(SETS).get("data")) {
      dataset = each.get("name").asText().equals("paged") ? each : dataset;
    }
    assertEquals(3, dataset.get("examples").asInt());
    assertTrue(dataset.get("created_at").asLong() > 1_700_000_000L);
    assertEquals("[]", dataset.get("problems").toString());
    JsonNode first = get(SETS + "/paged?limit=2");
    assertEquals("p2", first.at("/data/1/prompt").asText());
    assertTrue(first.get("has_more").asBoolean());
    JsonNode second = get(SETS + "/paged?limit=2&after=" + first.get("last_id").asText());
    assertEquals("p3", second.at("/data/0/prompt").asText());
    assertEquals(1, second.get("data").size());
    assertEquals("false", second.get("has_more").asText());
    assertRefused(400, "invalid_value", send("GET", SETS + "/paged?limit=0", "*/*"));
    assertRefused(400, "invalid_value", send("GET", SETS + "/paged?after=x", "*/*"));
    assertRefused(400, "invalid_value", send("GET", SETS + "/paged?format=csv", "*/*"));
    assertRefused(400, "invalid_value", send("GET", SETS + "/paged?format=chat&limit=2", "*/*"));
    assertLines(
        "{'prompt':'p1','response':'r1','meta':{'k':[1,2.5]}}\n{'prompt':'p2','response':'r2'}\n",
        send("GET", SETS + "/paged", "application/jsonl"));
    assertLines(
        "{'messages':[{'role':'user','content':'p1'},{'role':'assistant','content':'r1'}]}\n"
            + "{'messages':[{'role':'user','content':'p2'},{'role':'assistant','content':'r2'}]}\n"
            + "{'messages':[{'role':'system','content':'s'},{'role':'user','content':'u'},"
            + "{'role':'assistant','content':'r3'}]}\n",
        send("GET", SETS + "/paged?format=chat", "*/*"));
  }

  private static void assertLines(String begin, HttpResponse<String> response) {
    assertEquals(200, response.statusCode());
    assertEquals("application/jsonl", response.headers().firstValue("Content-Type").orElse(""));
    String expected = begin.replace('\'', '"');
    assertEquals(expected, response.body().substring(0, expected.length()));
  }

  @Test
  void findsByMeaningAndDeletes() {
    ready.ask(
        INGEST,
        "{'dataset':'found','store_embeddings':true,'examples':["
            + "{'prompt':'How do I feed a cat?','response':'With fish.'},"
            + "{'prompt':'What is the capital of France?','response':'Paris.'}]}");
    JsonNode hit =
        ready.ask(SETS + "/found/search", "{'query':'food for kittens','limit':1}").at("/data/0");
    assertEquals("With fish.", hit.get("response").asText());
    assertTrue(hit.get("score").asDouble() > 0.3);
    assertEquals(200, send("DELETE", SETS + "/found", "*/*").statusCode());
    assertRefused(404, "dataset_not_found", send("DELETE", SETS + "/found", "*/*"));
    assertRefused(404, "dataset_not_found", ready.post(SETS + "/found/search", "{'query':'food'}"));
  }

  @Test
  void turnsRatedAnswersIntoExamples() {
    String whole =
        ready.ask("v1/chat/completions", Chats.of("Hello!", 4, false)).get("id").asText();
    String stream = ready.post("v1/chat/completions", Chats.of("Bye!", 4, true)).body();
    var id = Pattern.compile("chatcmpl-[0-9a-f]+").matcher(stream);
    assertTrue(id.find());
    String feedback = "v1/training/feedback";
    ready.ask(feedback, "{'completion_id':'" + whole + "','rating':'up','comment':'fine'}");
    ready.ask(
        feedback,
        "{'completion_id':'" + id.group() + "','rating':'down','correction':'Good bye.'}");
    JsonNode rated = get(SETS + "/rated").get("data");

    assertEquals("Hello!", rated.at("/0/prompt").asText());
    assertEquals("up", rated.at("/0/meta/feedback/rating").asText());
    assertEquals("Good bye.", rated.at("/1/response").asText());
    assertTrue(!rated.at("/1/meta/feedback/answer").asText().isEmpty());
    assertRefused(
        404,
        "completion_not_found",
        ready.post(feedback, "{'completion_id':'chatcmpl-0','rating':'up'}"));
    assertRefused(
        400,
        "invalid_value",
        ready.post(feedback, "{'completion_id':'" + whole + "','rating':'5'}"));
  }

  @Test
  void keepsEveryAnsweredExampleWhenTheServerIsKilledUnderEightClients(@TempDir Path data)
      throws Exception {
    Map<String, String> settings =
        Map.of("API_KEYS", ReadyServer.KEY, "TRAINING_DATA_DIR", data.toString());
    Set<String> answered = new HashSet<>();
    try (RunningServer server = RunningServer.standalone(settings);
        RunningServer second = RunningServer.standalone(settings)) {
      answered.addAll(ingestUntilKilled(server, second));
    }
    try (RunningServer server = RunningServer.standalone(settings)) {
      HttpResponse<String> all = lines(server);
      List<String> kept =
          all.body().lines().map(line -> ReadyServer.tree(line).get("prompt").asText()).toList();
      assertTrue(answered.size() >= 200 && new HashSet<>(kept).containsAll(answered));
      assertEquals(kept.size(), new HashSet<>(kept).size());
    }
    assertTrue(Files.exists(data.resolve("kill.jsonl")));
  }

  private static Set<String> ingestUntilKilled(RunningServer server, RunningServer second)
      throws InterruptedException {
    ConcurrentLinkedQueue<String> answered = new ConcurrentLinkedQueue<>();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      String prefix = "c" + i + "-";
      clients.execute(
          () -> {
            for (int n = 0; ingest(server, prefix + n) == 200; n++) {
              answered.add(prefix + n);
            }
          });
    }
    while (answered.size() < 200) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertEquals(409, ingest(second, "refused"));
    assertTrue(lines(second).body().contains("\"c0-0\""));
    server.kill();
    clients.shutdown();
    assertTrue(clients.awaitTermination(30, TimeUnit.SECONDS));
    assertEquals(200, ingest(second, "taken over"));
    answered.add("taken over");
    return new HashSet<>(answered);
  }

  /** The status, or 0 where there was no answer. */
  private static int ingest(RunningServer server, String prompt) {
    String body =
        "{\"dataset\":\"kill\",\"examples\":[{\"prompt\":\"%s\",\"response\":\"r\"}]}"
            .formatted(prompt);
    try {
      return CLIENT
          .send(
              HttpRequest.newBuilder(server.url(INGEST))
                  .header("Authorization", "Bearer " + ReadyServer.KEY)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      return 0;
    }
  }

  private static HttpResponse<String> lines(RunningServer server) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(server.url(SETS + "/kill?format=jsonl"))
              .header("Authorization", "Bearer " + ReadyServer.KEY)
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
