package dev.servllama.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void escapesWhatWouldBeginALineOrAFieldOrColourATerminal() {
    RequestTrace trace = new RequestTrace(false);
    trace.keyNamed("bob\nGET /x 200 key=alice");
    String line = AccessLog.line("GET", "/a b\u001b[31m\r\n\\", 200, trace);
    assertTrue(line.startsWith("GET /a\\u{20}b\\u{1b}[31m\\u{d}\\u{a}\\u{5c} 200 "), line);
    assertTrue(line.contains(" key=bob\\u{a}GET\\u{20}/x\\u{20}200\\u{20}key=alice id="), line);
    assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
  }

  @Test
  void cutsALongPath() {
    String line = AccessLog.line("GET", "/" + "x".repeat(5000), 404, new RequestTrace(false));
    assertTrue(line.length() < 700 && line.contains("x... 404 "), line);
  }

  @Test
  void keepsNoBodyUnlessItIsWanted() {
    RequestTrace trace = new RequestTrace(false);
    trace.received(bytes("secret"), Optional.empty());
    assertFalse(AccessLog.line("POST", "/", 200, trace).contains("secret"));
  }

  @Test
  void logsABodyInOneLineAndWithoutKeys() {
    RequestTrace trace = new RequestTrace(true);
    trace.received(
        bytes("{\"a\": \"x\ny\u2028\",\n \"key\": \"my-own-key\", \"other\": \"sk-abcdefgh1234\"}"),
        Optional.of("my-own-key"));
    String line = AccessLog.line("POST", "/", 200, trace);
    assertTrue(
        line.endsWith(
            " body={\"a\": \"x\\u{a}y\\u{2028}\",\\u{a} \"key\": \"***\", \"other\": \"sk-***\"}"),
        line);
  }

  @Test
  void cutsALongBody() {
    assertEquals(
        16_387, LoggedBody.of(bytes("🦙".repeat(20_000)), Optional.empty()).codePoints().count());
  }
}
