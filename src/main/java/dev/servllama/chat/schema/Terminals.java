package dev.servllama.chat.schema;

/** GBNF's literals and character classes, in ASCII only. */
final class Terminals {
  /** Nothing at all. Left blank, an alternative would run on into the next line's rule. */
  static final String EMPTY = "\"\"";

  private Terminals() {}

  /** A literal of exactly this text. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints().forEach(c -> literal.append(character(c, "\"\\")));
    return literal.append('"').toString();
  }

  /** A class of exactly these characters. */
  static String characterClass(CodePoints set) {
    StringBuilder text = new StringBuilder("[");
    int[] bounds = set.bounds();
    for (int i = 0; i < bounds.length; i += 2) {
      int last = bounds[i + 1] - 1;
      text.append(character(bounds[i], "\\]^-["));
      if (last > bounds[i]) {
        text.append(last > bounds[i] + 1 ? "-" : "").append(character(last, "\\]^-["));
      }
    }
    return text.append(']').toString();
  }

  private static String character(int c, String special) {
    if (c >= ' ' && c < 0x7F && special.indexOf(c) < 0) {
      return Character.toString(c);
    }
    if (c <= 0xFF) {
      return String.format("\\x%02X", c);
    }
    return c <= 0xFFFF ? String.format("\\u%04X", c) : String.format("\\U%08X", c);
  }
}
