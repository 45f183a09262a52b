package dev.servllama.openai;

import static dev.servllama.openai.Refused.chat;
import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionRequestTest {
  @Test
  void leavesEmptyWhatWasNotGiven() {
    ChatCompletionRequest request = chat("");
    assertEquals(Optional.empty(), request.model());
    assertEquals(OptionalInt.empty(), request.maxTokens());
    assertEquals(1, request.n());
    assertEquals(List.of(), request.stop());
    assertEquals(new Streaming(false, false), request.streaming());
    assertEquals(new ResponseFormat.Text(), request.responseFormat());
  }

  @Test
  void takesNullForAbsent() {
    String nulls =
        String.join(
            ",",
            ParameterTable.chat().parameters().stream()
                .map(Parameter::name)
                .filter(name -> !name.equals("messages"))
                .map(name -> "'" + name + "':null")
                .toList());
    assertEquals(chat(""), chat(nulls));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'max_tokens':7",
        "'max_completion_tokens':7",
        "'max_tokens':7,'max_completion_tokens':7",
        "'max_tokens':7.0",
      })
  void takesTheLimitUnderEitherName(String fields) {
    assertEquals(OptionalInt.of(7), chat(fields).maxTokens());
  }

  @Test
  void refusesTwoLimitsThatDiffer() {
    refused(
        Refused::chat,
        "'max_tokens':7,'max_completion_tokens':8",
        "max_completion_tokens",
        "invalid_value",
        "it is 8, but 'max_tokens' is 7; they mean the same.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'max_tokens':0|max_tokens|integer_below_min_value|integer below minimum value. Expected a"
            + " value >= 1, but got 0 instead.",
        "'max_tokens':-1|max_tokens|integer_below_min_value|got -1",
        "'max_tokens':2147483648|max_tokens|integer_above_max_value|<= 2147483647, but got 214",
        "'max_tokens':99999999999999999999999|max_tokens|integer_above_max_value|99999999999",
        "'max_tokens':7.5|max_tokens|invalid_type|expected an integer, but got a decimal",
        "'max_tokens':'7'|max_tokens|invalid_type|expected an integer, but got a string",
        "'max_completion_tokens':0|max_completion_tokens|integer_below_min_value|>= 1",
        "'n':0|n|integer_below_min_value|>= 1",
        "'n':129|n|integer_above_max_value|<= 128",
        "'model':7|model|invalid_type|expected a string",
        "'stream':'yes'|stream|invalid_type|expected a boolean, but got a string",
        "'stream':1|stream|invalid_type|expected a boolean, but got an integer",
        "'stream_options':{}|stream_options|invalid_value|only allowed when 'stream' is true",
        "'stream':false,'stream_options':{}|stream_options|invalid_value|only allowed when",
        "'stream':true,'stream_options':1|stream_options|invalid_type|expected an object",
        "'stream':true,'stream_options':{'include_usage':1}|stream_options.include_usage"
            + "|invalid_type|expected a boolean",
        "'stream':true,'stream_options':{'include_obfuscation':1}"
            + "|stream_options.include_obfuscation|invalid_type|expected a boolean",
      })
  void saysWhatIsWrongWithAField(String fields, String param, String code, String said) {
    refused(Refused::chat, fields, param, code, said);
  }

  @Test
  void readsHowToStream() {
    assertEquals(new Streaming(true, false), chat("'stream':true").streaming());
    assertEquals(
        new Streaming(true, true),
        chat("'stream':true,'stream_options':{'include_usage':true,'include_obfuscation':false}")
            .streaming());
  }

  @Test
  void readsStopStrings() {
    assertEquals(List.of("a"), chat("'stop':'a'").stop());
    assertEquals(List.of("a", "\n", "c", "d"), chat("'stop':['a','\\n','c','d']").stop());
    assertEquals(List.of(), chat("'stop':[]").stop());
    assertEquals(1000, chat("'stop':'" + "é".repeat(1000) + "'").stop().get(0).length());
  }

  @Test
  void refusesStopStringsThatCannotBe() {
    refused(Refused::chat, "'stop':''", "stop", "empty_string", "at least one character");
    refused(Refused::chat, "'stop':['a','']", "stop[1]", "empty_string", "at least one");
    refused(Refused::chat, "'stop':7", "stop", "invalid_type", "one of a string or array of");
    refused(Refused::chat, "'stop':['a',7]", "stop[1]", "invalid_type", "expected a string");
    refused(
        Refused::chat,
        "'stop':['a','b','c','d','e']",
        "stop",
        "array_above_max_length",
        "at most 4, but got a length of 5");
    refused(
        Refused::chat,
        "'stop':'" + "x".repeat(1_000_000) + "'",
        "stop",
        "string_above_max_length",
        "at most 1000, but got a length of 1000000");
  }

  @Test
  void readsResponseFormats() {
    assertEquals(
        new ResponseFormat.Text(), chat("'response_format':{'type':'text'}").responseFormat());
    assertEquals(
        new ResponseFormat.JsonObject(),
        chat("'response_format':{'type':'json_object'}").responseFormat());
    String schema =
        "{'$schema':'x','$defs':{'a':{'type':'string'}},'title':'T','anyOf':[{'$ref':'#/$defs/a'},"
            + "{'type':'null'}]}";
    ResponseFormat.JsonSchema format =
        (ResponseFormat.JsonSchema)
            chat("'response_format':{'type':'json_schema','json_schema':{'name':'a-B_1',"
                    + "'description':'d','strict':true,'schema':"
                    + schema
                    + "}}")
                .responseFormat();
    assertEquals("a-B_1", format.name());
    assertEquals(Optional.of("d"), format.description());
    assertEquals(Refused.json(schema), format.schema());
    assertTrue(format.strict());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7||invalid_type|expected an object",
        "{}|.type|missing_required_parameter|type",
        "{'type':'xml'}|.type|invalid_value|'xml'. Supported values are: 'text', 'json_object'",
        "{'type':'json_object','schema':{}}|.schema|unsupported_parameter|use the type json_schema",
        "{'type':'json_schema'}|.json_schema|missing_required_parameter|json_schema",
        "{'type':'json_schema','json_schema':7}|.json_schema|invalid_type|expected an object",
        "{'type':'json_schema','json_schema':{'name':'a'}}|.json_schema.schema"
            + "|missing_required_parameter|schema",
        "{'type':'json_schema','json_schema':{'name':'a','schema':true}}|.json_schema.schema"
            + "|invalid_type|expected an object, but got a boolean",
        "{'type':'json_schema','json_schema':{'schema':{}}}|.json_schema.name"
            + "|missing_required_parameter|name",
        "{'type':'json_schema','json_schema':{'name':'a b','schema':{}}}|.json_schema.name"
            + "|invalid_value|only a-z",
        "{'type':'json_schema','json_schema':{'name':'a','schema':{},'strict':1}}"
            + "|.json_schema.strict|invalid_type|expected a boolean",
      })
  void saysWhatIsWrongWithAResponseFormat(String format, String at, String code, String said) {
    refused(
        Refused::chat,
        "'response_format':" + format,
        "response_format" + (at == null ? "" : at),
        code,
        said);
  }

  @Test
  void ignoresFieldsThatNoReferenceKnows() {
    assertEquals(chat(""), chat("'surprise':{'a':[1]},'keep_alive':'5m','cache_prompt':true"));
  }
}
