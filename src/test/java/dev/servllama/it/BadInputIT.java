package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be refused, or answered exactly, by a server of little memory: faults 14 to 20, 38. */
@Tag("engine")
class BadInputIT {
  private static final int CONTEXT = 256;
  private static final String CHAT = "v1/chat/completions";
  private static final String PLAIN = "v1/completions";
  private static final String HI = "'messages':[{'role':'user','content':'Hi.'}],'max_tokens':2";
  private static ReadyServer server;

  @BeforeAll
  static void start() {
    server =
        ReadyServer.start(
            Map.of("CONTEXT_LENGTH", String.valueOf(CONTEXT), "JAVA_TOOL_OPTIONS", "-Xmx128m"));
  }

  @AfterAll
  static void stop() {
    assertEquals(0, Watched.restarts(new Watched(server.server()).health()));
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{'messages':}",
        "{'messages':[],'messages':[]}",
        "{" + HI + ",'temperature':NaN}",
        "{" + HI + ",'temperature':1e999}",
        "{" + HI + ",'temperature':'1'}",
        "{" + HI + ",'stop':'\\u0000'}",
        "{" + HI + ",'stop':'\\ud800'}",
        "{" + HI + ",'n':1.5}",
        "{" + HI + ",'seed':9223372036854775808}",
        "{" + HI + ",'logit_bias':{'49152':1}}",
        "{" + HI + ",'logit_bias':{'-1':1}}",
        "{" + HI + ",'stop':''}",
        "{" + HI + ",'max_completion_tokens':0}",
        "{" + HI + ",'max_completion_tokens':-1}"
      })
  void refusesAndNamesThePlace(String body) {
    assertRefused(CHAT, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[49152]", "[-1]", "[2147483648]", "[]", "''"})
  void refusesAPromptThatCannotBe(String prompt) {
    assertRefused(PLAIN, "{'prompt':" + prompt + "}");
  }

  @Test
  void knowsItsContextExactly() {
    String exact = tokens(CONTEXT);
    JsonNode error = assertRefused(PLAIN, "{'prompt':" + exact + ",'max_tokens':1}");
    assertEquals("context_length_exceeded", error.path("code").asText());
    assertTrue(error.path("message").asText().matches(".*\\b256\\b.*\\b256\\b.*"));
    JsonNode more = assertRefused(PLAIN, "{'prompt':" + tokens(CONTEXT + 1) + "}");
    assertTrue(more.path("message").asText().matches(".*\\b256\\b.*\\b257\\b.*"), more::toString);

    JsonNode answer = server.ask(PLAIN, "{'prompt':" + tokens(CONTEXT - 1) + "}");
    assertEquals(CONTEXT - 1, answer.at("/usage/prompt_tokens").asInt());
    assertEquals(1, answer.at("/usage/completion_tokens").asInt());
    assertEquals("length", answer.at("/choices/0/finish_reason").asText());
  }

  @Test
  void endsAtTheContextWithLength() {
    JsonNode answer = server.ask(CHAT, Chats.of("Count.", Integer.MAX_VALUE, false));
    assertEquals(CONTEXT, answer.at("/usage/total_tokens").asInt());
    assertEquals("length", answer.at("/choices/0/finish_reason").asText());
  }

  @Test
  void refusesSchemasThatCannotBeWithinASecond() {
    String items = "{'items':".repeat(20_000) + "{}" + "}".repeat(20_000);
    for (String schema :
        new String[] {
          items, "{'type':'string','pattern':'(a'}", "{'$ref':'#/$defs/x'}", "{'type':'thing'}"
        }) {
      long start = System.nanoTime();
      assertRefused(
          CHAT,
          "{%s,'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':%s}}}"
              .formatted(HI, schema));
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      System.out.println("figure: fault 38: refused in " + taken.toMillis() + " ms");
    }
  }

  @Test
  void keepsItsMemoryWhatEverIsSent() {
    int floods = 20;
    for (int i = 0; i < floods; i++) {
      assertRefused(CHAT, "[".repeat(100_000));
      assertRefused(CHAT, "{'messages':" + "[".repeat(2_000_000));
      HttpResponse<String> large =
          server.post(CHAT, "{" + HI + ",'stop':'" + "x".repeat(1 << 20) + "'}");
      assertEquals(400, large.statusCode(), large::body);
    }
    assertEquals(200, server.post(CHAT, "{" + HI + "}").statusCode());
    assertTrue(!server.server().log().contains("OutOfMemoryError"), server.server()::logTail);
  }

  private static String tokens(int count) {
    return "[1" + ",28".repeat(count - 1) + "]";
  }

  private static JsonNode assertRefused(String path, String body) {
    HttpResponse<String> response = server.post(path, body);
    assertEquals(400, response.statusCode(), response::body);
    JsonNode error = ReadyServer.tree(response.body()).path("error");
    assertEquals("invalid_request_error", error.path("type").asText());
    assertTrue(error.path("message").asText().length() > 10, response::body);
    return error;
  }
}
