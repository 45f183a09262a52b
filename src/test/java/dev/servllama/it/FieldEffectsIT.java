package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.openai.Parameter;
import dev.servllama.openai.Parameter.Effect;
import dev.servllama.openai.ParameterTable;
import dev.servllama.testing.TestedEngine;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** That every field which is said to take effect does, on the real model. */
@Tag("engine")
class FieldEffectsIT {
  private static final String CHAT = "v1/chat/completions";
  private static final String PLAIN = "v1/completions";

  private static ReadyServer server;

  private final Map<String, Runnable> effects = new LinkedHashMap<>();

  /**
   * Slots read prompts that they know in another order; with one, the same question is the same.
   */
  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of("PARALLEL", "2"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  FieldEffectsIT() {
    effects.put("model", () -> assertEquals(404, status("'model': 'nix'")));
    effects.put(
        "messages",
        () -> assertNotEquals(greedy("Tell me a story."), greedy("Name three colours.")));
    effects.put("max_tokens", () -> assertEquals(3, tokens("'max_tokens': 3")));
    effects.put(
        "max_completion_tokens", () -> assertEquals(4, tokens("'max_completion_tokens': 4")));
    effects.put("stream", () -> assertTrue(body("'stream': true").endsWith("data: [DONE]\n\n")));
    effects.put(
        "stream_options",
        () ->
            assertTrue(
                body("'stream': true, 'stream_options': {'include_usage': true}")
                    .contains("\"total_tokens\"")));
    effects.put("stop", this::stopCutsTheAnswerBeforeIt);
    effects.put("n", () -> assertEquals(3, ask("'n': 3").get("choices").size()));
    effects.put("temperature", this::temperatureZeroIsAlwaysTheSame);
    effects.put("top_p", () -> isGreedy("'top_p': 0"));
    effects.put("top_k", () -> isGreedy("'top_k': 1"));
    effects.put("min_p", () -> isGreedy("'min_p': 1"));
    effects.put("seed", this::seedRepeatsAnAnswer);
    effects.put("logit_bias", this::biasForcesAToken);
    effects.put("presence_penalty", () -> changesRepetition("'presence_penalty': 2"));
    effects.put("frequency_penalty", () -> changesRepetition("'frequency_penalty': 2"));
    effects.put("repeat_penalty", () -> changesRepetition("'repeat_penalty': 2"));
    effects.put("response_format", this::formatMakesJson);
    effects.put("collections", () -> assertEquals(404, status("'collections': ['none']")));
    effects.put("continue_final_message", this::theLastMessageIsGoneOnWith);
    effects.put(
        "add_generation_prompt", () -> assertEquals(400, status("'add_generation_prompt': false")));
    effects.put("logprobs", this::logprobsAreToldOrRefused);
    effects.put("top_logprobs", this::likeliestTokensAreToldOrRefused);
    effects.put("prompt", () -> assertTrue(plain("'echo': true").startsWith("One two")));
    effects.put(
        "best_of",
        () -> assertEquals(400, server.post(PLAIN, "{'prompt': 'a', 'best_of': 2}").statusCode()));
    effects.put("echo", () -> assertTrue(!plain("'n': 1").startsWith("One two")));
  }

  @TestFactory
  Stream<DynamicTest> takesEffect() {
    return effects.entrySet().stream()
        .map(effect -> DynamicTest.dynamicTest(effect.getKey(), effect.getValue()::run));
  }

  @Test
  void noFieldIsLeftOut() {
    Set<String> effective =
        Stream.of(ParameterTable.chat(), ParameterTable.completions())
            .flatMap(table -> table.parameters().stream())
            .filter(parameter -> parameter.effect() == Effect.EFFECTIVE)
            .map(Parameter::name)
            .collect(Collectors.toSet());
    // Which cannot take effect with this model, and says so.
    effective.remove("suffix");
    assertEquals(effective, effects.keySet());
    assertEquals(400, server.post(PLAIN, "{'prompt': 'a', 'suffix': 'b'}").statusCode());
  }

  @Test
  void aControlTokenAtTheLimitIsATokenAndNoEnd() {
    JsonNode answer =
        server.ask(
            PLAIN,
            "{'prompt': 'The capital', 'max_tokens': 3, 'temperature': 0,"
                + " 'logit_bias': {'5': 100}}");
    assertEquals(3, answer.at("/usage/completion_tokens").asInt());
    assertEquals("length", answer.at("/choices/0/finish_reason").asText());
  }

  private static String request(String question, String more) {
    String limit = more.contains("max_") ? "" : "'max_tokens': 12, ";
    return "{'messages': [{'role': 'user', 'content': '%s'}], %s%s}"
        .formatted(question, limit, more);
  }

  private static JsonNode ask(String more) {
    return server.ask(CHAT, request("Tell me a story.", more));
  }

  private static String body(String more) {
    return server.post(CHAT, request("Tell me a story.", more)).body();
  }

  private static int status(String more) {
    return server.post(CHAT, request("Hi", more)).statusCode();
  }

  private static String text(JsonNode answer) {
    return answer.at("/choices/0/message/content").asText();
  }

  private static int tokens(String more) {
    return ask(more).at("/usage/completion_tokens").asInt();
  }

  private static String greedy(String question) {
    return text(server.ask(CHAT, request(question, "'temperature': 0, 'seed': 1")));
  }

  private static String plain(String more) {
    return server
        .ask(PLAIN, "{'prompt': 'One two', 'max_tokens': 3, %s}".formatted(more))
        .at("/choices/0/text")
        .asText();
  }

  private void theLastMessageIsGoneOnWith() {
    String begun =
        """
        {'temperature': 0, 'max_tokens': 8, 'continue_final_message': %s, 'messages': [
          {'role': 'user', 'content': 'Count from one to nine, in words.'},
          {'role': 'assistant', 'content': 'One, two, three, four, '}]}""";
    String rest = text(server.ask(CHAT, begun.formatted(true)));
    assertTrue(rest.toLowerCase(Locale.ROOT).startsWith(" five"), rest);
    assertNotEquals(rest, text(server.ask(CHAT, begun.formatted(false))));
    assertEquals(400, status("'continue_final_message': true"));
  }

  private void stopCutsTheAnswerBeforeIt() {
    String whole = greedy("Count from one to nine.");
    String stop = whole.substring(5, 8);
    String cut =
        text(
            server.ask(
                CHAT,
                request(
                    "Count from one to nine.",
                    "'temperature': 0, 'seed': 1, 'stop': ['%s']"
                        .formatted(stop.replace("\n", "\\n")))));
    assertEquals(whole.substring(0, whole.indexOf(stop)), cut);
  }

  private void temperatureZeroIsAlwaysTheSame() {
    assertEquals(greedy("Tell me a story."), greedy("Tell me a story."));
    assertNotEquals(
        text(ask("'temperature': 2, 'top_k': 0, 'min_p': 0, 'seed': 1")),
        greedy("Tell me a story."));
  }

  private void isGreedy(String more) {
    assertEquals(greedy("Tell me a story."), text(ask("'temperature': 1.5, 'seed': 11, " + more)));
  }

  private void seedRepeatsAnAnswer() {
    String hot = "'temperature': 1.5, 'seed': ";
    assertEquals(text(ask(hot + 1)), text(ask(hot + 1)));
    assertNotEquals(text(ask(hot + 1)), text(ask(hot + 2)));
  }

  private void biasForcesAToken() {
    String forced = text(ask("'logit_bias': {'905': 100}, 'max_tokens': 4"));
    assertEquals(forced.substring(0, forced.length() / 4).repeat(4), forced);
  }

  private void changesRepetition(String penalty) {
    String question = "Repeat the word fox fifty times: fox fox fox fox";
    String more = "'temperature': 0, 'seed': 1, 'max_tokens': 40";
    String without = text(server.ask(CHAT, request(question, more)));
    assertNotEquals(without, text(server.ask(CHAT, request(question, more + ", " + penalty))));
  }

  private void logprobsAreToldOrRefused() {
    if (!TestedEngine.tellsLogprobs()) {
      HttpResponse<String> refusal = server.post(CHAT, request("Hi", "'logprobs': true"));
      assertEquals(400, refusal.statusCode());
      assertTrue(refusal.body().contains("'jni'"), refusal::body);
      assertTrue(refusal.body().contains("llama-server"), refusal::body);
      return;
    }
    JsonNode answer = ask("'logprobs': true, 'max_tokens': 3");
    StringBuilder text = new StringBuilder();
    for (JsonNode token : answer.at("/choices/0/logprobs/content")) {
      text.append(token.get("token").asText());
      assertTrue(token.get("logprob").asDouble() <= 0, token::toString);
      assertEquals(0, token.get("top_logprobs").size(), token::toString);
    }
    assertEquals(text(answer), text.toString());
    assertEquals(3, answer.at("/choices/0/logprobs/content").size());
    JsonNode legacy =
        server.ask(PLAIN, "{'prompt': 'One two', 'max_tokens': 2, 'logprobs': 2, 'seed': 1}");
    assertEquals(2, legacy.at("/choices/0/logprobs/tokens").size());
    assertEquals(2, legacy.at("/choices/0/logprobs/top_logprobs/0").size());
    assertEquals(0, legacy.at("/choices/0/logprobs/text_offset/0").asInt());
  }

  private void likeliestTokensAreToldOrRefused() {
    String more = "'logprobs': true, 'top_logprobs': 3, 'temperature': 0, 'max_tokens': 2";
    if (!TestedEngine.tellsLogprobs()) {
      assertEquals(400, status(more));
      return;
    }
    for (JsonNode token : ask(more).at("/choices/0/logprobs/content")) {
      assertEquals(3, token.get("top_logprobs").size(), token::toString);
      assertEquals(
          token.get("token").asText(), token.at("/top_logprobs/0/token").asText(), token::toString);
    }
    assertTrue(body(more + ", 'stream': true").contains("\"top_logprobs\":[{"));
  }

  private void formatMakesJson() {
    String schema =
        "'response_format': {'type': 'json_schema', 'json_schema': {'name': 'a', 'schema':"
            + " {'enum': ['red', 'blue']}}}";
    assertTrue(Set.of("\"red\"", "\"blue\"").contains(text(ask(schema))));
  }
}
