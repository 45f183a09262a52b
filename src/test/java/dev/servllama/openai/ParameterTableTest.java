package dev.servllama.openai;

import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.openai.Parameter.Effect;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterTableTest {
  /** Every field of CompletionCreateParams in openai 3.54.0 for Python. */
  static final List<String> CHAT_REFERENCE =
      List.of(
          "audio frequency_penalty function_call functions logit_bias logprobs"
              .concat(" max_completion_tokens max_tokens messages metadata modalities model")
              .concat(" moderation n parallel_tool_calls prediction presence_penalty")
              .concat(" prompt_cache_key prompt_cache_options prompt_cache_retention")
              .concat(" reasoning_effort response_format safety_identifier seed service_tier stop")
              .concat(" store stream stream_options temperature tool_choice tools top_logprobs")
              .concat(" top_p user verbosity web_search_options")
              .split(" "));

  static final List<String> COMPLETIONS_REFERENCE =
      List.of(
          "best_of echo frequency_penalty logit_bias logprobs max_tokens model n presence_penalty"
              .concat(" prompt seed stop stream stream_options suffix temperature top_p user")
              .split(" "));

  private static final Map<JsonType, String> SAMPLES =
      Map.of(
          JsonType.STRING, "'zz'",
          JsonType.INTEGER, "99",
          JsonType.BOOLEAN, "true",
          JsonType.OBJECT, "{'zz':1}",
          JsonType.ARRAY, "['zz']",
          JsonType.ANY, "{'zz':1}");

  record Row(String endpoint, Parameter parameter, Function<String, Record> reader) {
    Record read(String json) {
      return reader.apply("'" + parameter.name() + "':" + json);
    }

    @Override
    public String toString() {
      return endpoint + " " + parameter.name();
    }
  }

  static Stream<Row> rows() {
    return Stream.concat(
        ParameterTable.chat().parameters().stream().map(p -> new Row("chat", p, Refused::chat)),
        ParameterTable.completions().parameters().stream()
            .map(p -> new Row("completions", p, Refused::completion)));
  }

  static Stream<Row> with(Effect effect) {
    return rows().filter(row -> row.parameter().effect() == effect);
  }

  static Stream<Row> effective() {
    // These two are in every request of this test already.
    return with(Effect.EFFECTIVE)
        .filter(row -> !List.of("messages", "prompt").contains(row.parameter().name()));
  }

  static Stream<Row> withoutEffect() {
    return with(Effect.NO_EFFECT);
  }

  static Stream<Row> refusedRows() {
    return Stream.concat(with(Effect.UNSUPPORTED), with(Effect.DEFAULT_ONLY));
  }

  @ParameterizedTest
  @FieldSource("CHAT_REFERENCE")
  void knowsEveryFieldOfTheChatReference(String name) {
    assertTrue(ParameterTable.chat().find(name).isPresent());
  }

  @ParameterizedTest
  @FieldSource("COMPLETIONS_REFERENCE")
  void knowsEveryFieldOfTheCompletionsReference(String name) {
    assertTrue(ParameterTable.completions().find(name).isPresent());
  }

  @ParameterizedTest
  @MethodSource("effective")
  void readsWhatHasEffect(Row row) {
    InvalidRequestException e =
        assertThrows(InvalidRequestException.class, () -> row.read("[[{}]]"));
    String param = e.param().orElseThrow();
    assertTrue(param.matches(row.parameter().name() + "(\\[0\\])*"), param);
    assertEquals("invalid_type", e.code().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("withoutEffect")
  void takesWhatHasNoEffectButNotAnotherType(Row row) {
    String sample = SAMPLES.get(row.parameter().type());
    Record plain = row.reader().apply("'zz':1");
    assertEquals(plain, row.read(sample));
    String other = row.parameter().type() == JsonType.STRING ? "7" : "'zz'";
    refused(row::read, other, row.parameter().name(), "invalid_type", "Invalid type for");
    assertFalse(row.parameter().note().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("refusedRows")
  void refusesWhatCannotTakeEffectAndSaysWhy(Row row) {
    String code =
        row.parameter().effect() == Effect.UNSUPPORTED
            ? "unsupported_parameter"
            : "unsupported_value";
    String sample = SAMPLES.get(row.parameter().type());
    refused(row::read, sample, row.parameter().name(), code, row.parameter().note());
    assertTrue(row.parameter().note().endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("refusedRows")
  void takesValuesThatAskForNothing(Row row) {
    Record plain = row.reader().apply("'zz':1");
    for (JsonNode value : row.parameter().accepted()) {
      assertEquals(plain, row.read(value.toString().replace('"', '\'')));
    }
    assertEquals(plain, row.read("null"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'tools':[{'type':'function'}]|tools|unsupported_parameter",
        "'tools':[{'type':'function'}],'tool_choice':'none'|tools|unsupported_parameter",
        "'tool_choice':'required'|tool_choice|unsupported_parameter",
        "'top_logprobs':5|top_logprobs|invalid_value",
        "'logprobs':true,'top_logprobs':21|top_logprobs|integer_above_max_value",
        "'modalities':['text','audio']|modalities|unsupported_value",
        "'reasoning_effort':'low'|reasoning_effort|unsupported_value",
        "'verbosity':'low'|verbosity|unsupported_value",
        "'mirostat':2|mirostat|unsupported_parameter",
        "'typical_p':0.5|typical_p|unsupported_parameter",
        "'grammar':'root ::= x'|grammar|unsupported_parameter",
        "'chat_template':'{{ x }}'|chat_template|unsupported_parameter",
        "'chat_template_kwargs':{'enable_thinking':false}|chat_template_kwargs"
            + "|unsupported_parameter",
      })
  void refusesWhatClientsReallySend(String fields, String param, String code) {
    refused(Refused::chat, fields, param, code, param);
  }

  @Test
  void takesToolFieldsThatAskForNoTools() {
    assertEquals(
        Refused.chat(""),
        Refused.chat("'tools':[],'tool_choice':'auto','parallel_tool_calls':true"));
  }

  @Test
  void comparesNumbersByValue() {
    assertEquals(Refused.chat(""), Refused.chat("'typical_p':1.0,'mirostat':0.0,'tfs_z':1"));
    assertTrue(JsonType.INTEGER.admits(JsonNodeFactory.instance.numberNode(7.0)));
  }
}
