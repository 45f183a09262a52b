package dev.servllama.openai;

import static dev.servllama.openai.Refused.json;
import static dev.servllama.openai.Refused.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.InvalidRequestException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  @Test
  void readsEveryKindOfValue() {
    String text = "{'a':[1,2.5,true,false,null,'é😀',{}],'b':123456789012345678901234567890}";
    assertEquals(text.replace('\'', '"'), json(text).toString());
  }

  @Test
  void ignoresAByteOrderMark() {
    assertEquals(1, json("\uFEFF{'a':1}").get("a").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\uFEFF"})
  void asksForABodyWhereThereIsNone(String text) {
    refused(Refused::json, text, null, null, "must have a JSON body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "'a'", "7", "null", "true"})
  void wantsAnObject(String text) {
    refused(Refused::json, text, null, null, "must be an object (line 1, column 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}1", "{'a':1} 'b'"})
  void refusesWhatFollowsTheObject(String text) {
    refused(Refused::json, text, null, null, "followed by something else (line 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1,}|unexpected '}' after «{\"a\": 1,» (in 'a', line 1, column 9)",
        "{'a' 1}|unexpected '1' after «{\"a\"» (in 'a', line 1, column 6)",
        "{'a':[1 2]}|unexpected '2' after «{\"a\":[1» (in 'a[1]', line 1, column 9)",
        "{'a':|the text ends before the JSON does (in 'a', line 1",
        "{'a':'b|the text ends before the JSON does (in 'a', line 1",
        "{|the text ends before the JSON does (line 1, column 2)",
        "{'a': NaN}|NaN and Infinity are not numbers in JSON (in 'a', line 1",
        "{'a': -Infinity}|NaN and Infinity are not numbers in JSON (in 'a', line 1",
        "{'a': 01}|unexpected '1' after «{\"a\": 0» (in 'a', line 1, column 8)",
        "{'a': 1.}|unexpected '.'",
        "{'a': tru}|unexpected 't'",
        "{/**/}|unexpected '/'",
        "{} x|unexpected 'x' after «{}» (line 1, column 4)",
        "nul|unexpected 'n' (line 1, column 1)",
        "}|unexpected '}' (line 1, column 1)",
        "{'a':'\\x'}|unexpected 'x'",
        "{'a':'\\u12'}|unexpected '\"'",
      })
  void saysWhereTheJsonIsMalformed(String text, String message) {
    InvalidRequestException e = assertThrows(InvalidRequestException.class, () -> json(text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(e.getMessage().contains("`"), e.getMessage());
    assertFalse(e.getMessage().contains("Feature"), e.getMessage());
  }

  @Test
  void countsLinesAndNamesControlCharacters() {
    refused(
        Refused::json,
        "{'a':\n  'x\ny'}",
        "a",
        null,
        "unexpected character U+000A after «{\"a\":   \"x» (in 'a', line 2, column 5)");
  }

  @Test
  void refusesANameThatStandsTwice() {
    refused(
        Refused::json,
        "{'a':[{'c':1,'c':1}]}",
        "a[0].c",
        "invalid_value",
        "The name 'c' stands twice in one object (in 'a[0].c', line 1, column 14)");
    refused(Refused::json, "{'a':1,'\\u0061':1}", "a", "invalid_value", "stands twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "1e99999999999", "9.9e308"})
  void refusesNumbersThatNoDoubleCanHold(String number) {
    refused(Refused::json, "{'t':" + number + "}", "t", "invalid_value", number + " is too large");
  }

  @Test
  void refusesNumbersAndNamesOfAbsurdLength() {
    String zeros = "0".repeat(1_000_000);
    refused(Refused::json, "{'a':1" + zeros + "}", "a", null, "longer than 100 characters");
    refused(Refused::json, "{'a':0." + zeros + "}", "a", null, "longer than 100 characters");
    refused(Refused::json, "{'" + zeros + "':1}", null, null, "a name than 4096");
  }

  @Test
  void refusesNulCharactersInValuesAndNames() {
    refused(Refused::json, "{'a':[0,'x\\u0000']}", "a[1]", "invalid_value", "NUL");
    refused(Refused::json, "{'a':{'\\u0000':1}}", "a.\u0000", "invalid_value", "NUL");
    refused(Refused::json, "{'a':'\u0000'}", "a", null, "unexpected character U+0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\ud800\\ud800", "\\udc00\\ud800"})
  void refusesHalvesOfSurrogatePairs(String half) {
    refused(
        Refused::json, "{'a':['" + half + "']}", "a[0]", "invalid_value", "half of a surrogate");
  }

  @Test
  void takesWholeSurrogatePairs() {
    assertEquals("😀😀", json("{'a':'\\ud83d\\ude00😀'}").get("a").textValue());
  }

  @ParameterizedTest
  @CsvSource({
    "ff, 6, 0xff",
    "c328, 6, 0xc3",
    "c080, 6, 0xc0",
    "eda080, 6, 0xed",
    "f4908080, 6, 0xf4",
    "61e282, 7, 0xe2",
  })
  void saysAtWhichByteUtf8IsBroken(String hex, int offset, String bad) {
    byte[] broken = HexFormat.of().parseHex(hex);
    byte[] body = "{\"a\":\"\"}".getBytes(UTF_8);
    byte[] all = new byte[body.length + broken.length];
    System.arraycopy(body, 0, all, 0, 6);
    System.arraycopy(broken, 0, all, 6, broken.length);
    System.arraycopy(body, 6, all, 6 + broken.length, 2);
    InvalidRequestException e =
        assertThrows(InvalidRequestException.class, () -> RequestBody.parse(all));
    assertEquals(
        "The body of the request is not valid UTF-8: bad byte at offset %d (%s)."
            .formatted(offset, bad),
        e.getMessage());
  }

  @Test
  void findsThePlaceFarIntoABody() {
    String line = "'é😀',\n";
    refused(
        Refused::json,
        "{'a':[" + line.repeat(50_000) + "  ?]}",
        "a[50000]",
        null,
        "(in 'a[50000]', line 50001, column 3)");
    byte[] body = ("{'a':'" + "é".repeat(50_000) + "'}").replace('\'', '"').getBytes(UTF_8);
    body[body.length - 3] = (byte) 0xc3;
    InvalidRequestException e =
        assertThrows(InvalidRequestException.class, () -> RequestBody.parse(body));
    assertTrue(e.getMessage().contains("at offset 100004 (0xc3)"), e.getMessage());
  }

  @Test
  void takesSixtyFourLevelsAndNoMore() {
    String deep = "[".repeat(63) + "]".repeat(63);
    assertEquals(deep, json("{'a':" + deep + "}").get("a").toString());
    refused(
        Refused::json,
        "{'a':[" + deep + "]}",
        "a" + "[0]".repeat(19) + "[0…",
        "invalid_value",
        "nested deeper than 64 levels");
  }
}
