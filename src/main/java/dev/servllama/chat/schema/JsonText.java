package dev.servllama.chat.schema;

import java.util.stream.Collectors;

/** How characters of a string's value are written in JSON: escaped only where they must be. */
final class JsonText {
  /** Characters that stand for themselves inside a JSON string. */
  static final CodePoints PLAIN =
      CodePoints.range(0, 0x1F).union(CodePoints.of('"', '\\')).complement();

  private static final String SHORT = "\"\\\b\f\n\r\t";
  private static final String SHORT_ESCAPES = "\"\\bfnrt";

  private JsonText() {}

  /** The string as a JSON value, quotes included. */
  static String quoted(String value) {
    return "\""
        + value.codePoints().mapToObj(JsonText::escaped).collect(Collectors.joining())
        + "\"";
  }

  /** One character as it stands inside a JSON string. */
  static String escaped(int c) {
    if (PLAIN.contains(c)) {
      return Character.toString(c);
    }
    int at = SHORT.indexOf(c);
    return at >= 0 ? "\\" + SHORT_ESCAPES.charAt(at) : String.format("\\u%04x", c);
  }

  /** Whether the text has half of a surrogate pair, which UTF-8 cannot carry. */
  static boolean isTorn(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
