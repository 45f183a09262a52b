package dev.servllama.openai;

import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
  private static Sampling both(String fields) {
    Sampling sampling = Refused.chat(fields).sampling();
    assertEquals(sampling, Refused.completion(fields).sampling());
    return sampling;
  }

  @Test
  void readsEveryField() {
    assertEquals(
        new Sampling(
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.25),
            OptionalDouble.of(-2),
            OptionalDouble.of(2),
            OptionalInt.of(40),
            OptionalDouble.of(1),
            OptionalDouble.of(1.1),
            new TreeMap<>(Map.of(0, -100.0, 50256, 2.5)),
            OptionalLong.of(Long.MIN_VALUE)),
        both(
            "'temperature':0.5,'top_p':0.25,'presence_penalty':-2,'frequency_penalty':2.0,"
                + "'top_k':40,'min_p':1,'repeat_penalty':1.1,'logit_bias':{'50256':2.5,'0':-100},"
                + "'seed':-9223372036854775808"));
  }

  @Test
  void leavesEmptyWhatWasNotGiven() {
    Sampling sampling = both("");
    assertEquals(OptionalDouble.empty(), sampling.temperature());
    assertEquals(OptionalLong.empty(), sampling.seed());
    assertEquals(Map.of(), sampling.logitBias());
  }

  @Test
  void takesTheEndsOfEachRange() {
    assertEquals(OptionalDouble.of(0), both("'temperature':0").temperature());
    assertEquals(OptionalDouble.of(2), both("'temperature':2").temperature());
    assertEquals(OptionalDouble.of(0), both("'top_p':0").topP());
    assertEquals(OptionalDouble.of(2), both("'repeat_penalty':2").repeatPenalty());
    assertEquals(OptionalInt.of(0), both("'top_k':-1").topK());
    assertEquals(OptionalLong.of(Long.MAX_VALUE), both("'seed':9223372036854775807").seed());
    assertEquals(OptionalLong.of(7), both("'seed':7.0").seed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'temperature':3.5|temperature|decimal_above_max_value|Invalid 'temperature': decimal above"
            + " maximum value. Expected a value <= 2, but got 3.5 instead.",
        "'temperature':-0.1|temperature|decimal_below_min_value|>= 0, but got -0.1",
        "'temperature':'hot'|temperature|invalid_type|expected a decimal, but got a string",
        "'temperature':true|temperature|invalid_type|but got a boolean",
        "'top_p':1.01|top_p|decimal_above_max_value|<= 1",
        "'top_p':-1|top_p|decimal_below_min_value|>= 0",
        "'presence_penalty':2.1|presence_penalty|decimal_above_max_value|<= 2",
        "'frequency_penalty':-2.1|frequency_penalty|decimal_below_min_value|>= -2",
        "'min_p':1.5|min_p|decimal_above_max_value|<= 1",
        "'repeat_penalty':0|repeat_penalty|invalid_value|above 0",
        "'repeat_penalty':-1|repeat_penalty|decimal_below_min_value|>= 0",
        "'repeat_penalty':2.5|repeat_penalty|decimal_above_max_value|<= 2",
        "'top_k':-2|top_k|integer_below_min_value|>= -1",
        "'top_k':2.5|top_k|invalid_type|expected an integer",
        "'top_k':2147483648|top_k|integer_above_max_value|<= 2147483647",
        "'seed':9223372036854775808|seed|integer_above_max_value|<= 9223372036854775807",
        "'seed':-9223372036854775809|seed|integer_below_min_value|>= -9223372036854775808",
        "'seed':1.5|seed|invalid_type|expected an integer",
        "'seed':1e300|seed|invalid_type|expected an integer",
        "'logit_bias':[]|logit_bias|invalid_type|expected an object",
        "'logit_bias':{'hello':1}|logit_bias|invalid_value|'hello' is not a token id",
        "'logit_bias':{'-1':1}|logit_bias|invalid_value|'-1' is not a token id",
        "'logit_bias':{'01':1}|logit_bias|invalid_value|'01' is not a token id",
        "'logit_bias':{'1.0':1}|logit_bias|invalid_value|'1.0' is not a token id",
        "'logit_bias':{'2147483648':1}|logit_bias|invalid_value|'2147483648' is not a token id",
        "'logit_bias':{'5':101}|logit_bias.5|decimal_above_max_value|<= 100",
        "'logit_bias':{'5':-101}|logit_bias.5|decimal_below_min_value|>= -100",
        "'logit_bias':{'5':'x'}|logit_bias.5|invalid_type|expected a decimal",
        "'logit_bias':{'5':null}|logit_bias.5|invalid_type|but got null",
      })
  void saysWhatIsWrongWithAField(String fields, String param, String code, String said) {
    refused(Refused::chat, fields, param, code, said);
    refused(Refused::completion, fields, param, code, said);
  }

  @Test
  void sortsBiasesByToken() {
    assertEquals(
        List.of(2, 10, 33),
        List.copyOf(both("'logit_bias':{'33':1,'2':1,'10':1}").logitBias().keySet()));
  }
}
