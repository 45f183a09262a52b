package dev.servllama.openai;

import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.servllama.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that a careless reader would choke on. The limits are wide: machines may be busy. */
class HostileBodiesTest {
  private static final Duration QUICK = Duration.ofSeconds(5);
  private static final int MANY = 100_000;

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
  void refusesAHundredThousandLevelsQuickly(String level) {
    byte[] body = ("{\"a\":" + level.repeat(MANY)).getBytes(StandardCharsets.UTF_8);
    assertTimeout(
        QUICK, () -> assertThrows(InvalidRequestException.class, () -> RequestBody.parse(body)));
  }

  @Test
  void readsAMessageOfTwentyMegabytesQuickly() {
    String head = "{\"messages\":[{\"role\":\"user\",\"content\":\"";
    byte[] body = new byte[20_000_000];
    Arrays.fill(body, (byte) 'x');
    System.arraycopy(head.getBytes(StandardCharsets.UTF_8), 0, body, 0, head.length());
    System.arraycopy("\"}]}".getBytes(StandardCharsets.UTF_8), 0, body, body.length - 4, 4);
    ChatCompletionRequest request =
        assertTimeout(QUICK, () -> ChatCompletionRequest.read(RequestBody.parse(body)));
    Message.User user = (Message.User) request.messages().get(0);
    assertEquals(body.length - head.length() - 4, user.content().text().length());
  }

  @Test
  void readsAMillionTokensQuickly() {
    String ids =
        IntStream.range(0, 1_000_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    byte[] body = ("{\"prompt\":[" + ids + "]}").getBytes(StandardCharsets.UTF_8);
    CompletionRequest request =
        assertTimeout(QUICK, () -> CompletionRequest.read(RequestBody.parse(body)));
    assertEquals(1_000_000, ((Prompt.Tokens) request.prompts().get(0)).ids().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7"})
  void refusesMoreValuesThanMemoryShouldHold(String value) {
    String values = (value + ",").repeat(RequestBody.MAX_VALUES) + value;
    refused(
        text -> RequestBody.parse(text.getBytes(StandardCharsets.UTF_8)),
        "{\"a\":[" + values + "]}",
        "a[1099999]",
        "invalid_value",
        "holds more than 1100000 values");
  }

  @Test
  void readsAHundredThousandNamesQuickly() {
    String fields =
        IntStream.range(0, MANY).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
    byte[] body = ("{" + fields + "}").getBytes(StandardCharsets.UTF_8);
    assertEquals(MANY, assertTimeout(QUICK, () -> RequestBody.parse(body)).size());
  }

  @Test
  void readsAHundredThousandNamesOfOneHashQuickly() {
    String fields =
        IntStream.range(0, MANY)
            .mapToObj(HostileBodiesTest::sameHash)
            .map(name -> "\"" + name + "\":1")
            .collect(Collectors.joining(","));
    byte[] body = ("{" + fields + "}").getBytes(StandardCharsets.UTF_8);
    assertEquals(MANY, assertTimeout(QUICK, () -> RequestBody.parse(body)).size());
  }

  /** "Aa" and "BB" have the same hash, and so have all words of such pairs of one length. */
  private static String sameHash(int number) {
    return IntStream.range(0, 17)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
