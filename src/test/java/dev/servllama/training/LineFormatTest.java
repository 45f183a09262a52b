package dev.servllama.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LineFormatTest {
  private static final StoredExample STORED =
      new StoredExample(
          0xfedcba9876543210L,
          OptionalLong.of(1_764_000_000L),
          new Example(
              "çay\n\"茶\" \u2028 \ud83c\udf75",
              "tea",
              Optional.of(JsonNodeFactory.instance.objectNode().put("n", 0.1).put("crc", "x"))),
          true);

  private static byte[] line() {
    byte[] line = LineFormat.encode(STORED);
    return Arrays.copyOf(line, line.length - 1);
  }

  private static LineFormat.Decoded decode(String line) {
    return LineFormat.decode(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatItHasWritten() {
    assertEquals(Optional.of(STORED), LineFormat.decode(line()).example());
  }

  @Test
  void writesOneLineThatAPersonCanRead() {
    String text = new String(LineFormat.encode(STORED), StandardCharsets.UTF_8);

    assertEquals(text.length() - 1, text.indexOf('\n'));
    assertTrue(
        text.startsWith("{\"id\":\"ex_fedcba9876543210\",\"created\":1764000000,\"prompt\":\"çay"),
        text);
  }

  @Test
  void noticesEveryFlippedBit() {
    byte[] line = line();
    for (int i = 0; i < line.length * 8; i++) {
      byte[] flipped = line.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));

      assertEquals(Optional.empty(), LineFormat.decode(flipped).example(), "bit " + i);
    }
  }

  @Test
  void noticesThatALineWasCut() {
    byte[] line = line();
    for (int length = 0; length < line.length; length++) {
      assertEquals(Optional.empty(), LineFormat.decode(Arrays.copyOf(line, length)).example());
    }
  }

  @Test
  void takesALineThatWasWrittenByHand() {
    Example example =
        decode("{\"prompt\": \"p\", \"response\": \"r\", \"meta\": {\"a\": [1]}}\r")
            .example()
            .orElseThrow()
            .example();

    assertEquals("p", example.prompt());
    assertEquals("{\"a\":[1]}", example.meta().orElseThrow().toString());
  }

  @Test
  void refusesWhatIsNoExample() {
    for (String line :
        new String[] {
          "",
          "x",
          "[]",
          "{}",
          "{\"prompt\":\"p\"}",
          "{\"prompt\":1,\"response\":\"r\"}",
          "{\"prompt\":\"p\",\"response\":\"r\",\"more\":1}",
          "{\"prompt\":\"p\",\"response\":\"r\"} {}",
          "{\"prompt\":\"p\",\"prompt\":\"q\",\"response\":\"r\"}",
          "{\"prompt\":\"\\ud800\",\"response\":\"r\"}",
          "{\"prompt\":\"p\",\"response\":\"r\",\"meta\":" + "[".repeat(70) + "]".repeat(70) + "}"
        }) {
      assertEquals(Optional.empty(), decode(line).example(), line);
    }
  }
}
