package dev.servllama.openai;

import static dev.servllama.openai.Refused.completion;
import static dev.servllama.openai.Refused.json;
import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionRequestTest {
  private static CompletionRequest of(String prompt) {
    return CompletionRequest.read(json("{'prompt':" + prompt + "}"));
  }

  @Test
  void readsEveryFormOfPrompt() {
    assertEquals(List.of(new Prompt.Text("a")), of("'a'").prompts());
    assertEquals(List.of(new Prompt.Text("")), of("''").prompts());
    assertEquals(List.of(new Prompt.Text("a"), new Prompt.Text("b")), of("['a','b']").prompts());
    assertEquals(
        List.of(new Prompt.Tokens(List.of(1, 2147483647))), of("[1,2147483647]").prompts());
    assertEquals(
        List.of(new Prompt.Tokens(List.of(1, 2)), new Prompt.Tokens(List.of(3))),
        of("[[1,2],[3]]").prompts());
  }

  @Test
  void wantsAPrompt() {
    refused(
        text -> CompletionRequest.read(json(text)),
        "{}",
        "prompt",
        "missing_required_parameter",
        "Missing required parameter: 'prompt'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null|prompt|invalid_type|array of integer arrays, but got null instead",
        "7|prompt|invalid_type|but got an integer",
        "{}|prompt|invalid_type|but got an object",
        "[]|prompt|empty_array|at least one element",
        "[[]]|prompt[0]|empty_array|at least one element",
        "['a',7]|prompt[1]|invalid_type|expected one of a string or array of integers",
        "[7,'a']|prompt[1]|invalid_type|expected an integer, but got a string",
        "[[1],[2,'a']]|prompt[1][1]|invalid_type|expected an integer",
        "[1.5]|prompt[0]|invalid_type|expected an integer",
        "[-1]|prompt[0]|integer_below_min_value|>= 0",
        "[2147483648]|prompt[0]|integer_above_max_value|<= 2147483647",
        "[[1,-1]]|prompt[0][1]|integer_below_min_value|>= 0",
        "[null]|prompt[0]|invalid_type|but got null",
      })
  void saysWhatIsWrongWithAPrompt(String prompt, String param, String code, String said) {
    refused(CompletionRequestTest::of, prompt, param, code, said);
  }

  @Test
  void readsItsOwnFields() {
    CompletionRequest request =
        completion("'model':'m','suffix':'end','echo':true,'max_tokens':9,'n':2,'best_of':2");
    assertEquals(Optional.of("m"), request.model());
    assertEquals(Optional.of("end"), request.suffix());
    assertTrue(request.echo());
    assertEquals(OptionalInt.of(9), request.maxTokens());
    assertEquals(2, request.n());
    assertEquals(OptionalInt.empty(), completion("").maxTokens());
  }

  @Test
  void readsStopAndStreamAsChatDoes() {
    CompletionRequest request =
        completion("'stop':['a'],'stream':true,'stream_options':{'include_usage':true}");
    assertEquals(List.of("a"), request.stop());
    assertEquals(new Streaming(true, true), request.streaming());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'best_of':3|best_of|unsupported_value|must equal 'n' (1)",
        "'best_of':0|best_of|integer_below_min_value|>= 1",
        "'logprobs':6|logprobs|integer_above_max_value|<= 5",
        "'logprobs':1,'echo':true|logprobs|invalid_value|'echo'",
        "'logprobs':true|logprobs|invalid_type|expected an integer",
        "'max_tokens':0|max_tokens|integer_below_min_value|>= 1",
        "'max_completion_tokens':5|max_completion_tokens|unsupported_parameter|max_tokens",
        "'echo':'yes'|echo|invalid_type|expected a boolean",
        "'suffix':7|suffix|invalid_type|expected a string",
        "'stop':''|stop|empty_string|at least one",
        "'n':129|n|integer_above_max_value|<= 128",
      })
  void saysWhatIsWrongWithAField(String fields, String param, String code, String said) {
    refused(Refused::completion, fields, param, code, said);
  }

  @Test
  void refusesMoreThan128AnswersInAll() {
    String prompts = "['a'" + ",'a'".repeat(63) + "]";
    assertEquals(2, of(prompts + ",'n':2").n());
    refused(
        CompletionRequestTest::of,
        prompts + ",'n':3",
        "n",
        "invalid_value",
        "3 for each of 64 prompts are more than 128 answers.");
    refused(
        CompletionRequestTest::of,
        "['a'" + ",'a'".repeat(128) + "]",
        "prompt",
        "array_above_max_length",
        "at most 128");
  }
}
