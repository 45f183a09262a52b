package dev.servllama.chat.template;

/** The escapes in a string literal, as Python's {@code unicode-escape} reads them. */
final class StringEscapes {
  private final String raw;
  private final Source source;
  private final int offset;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private StringEscapes(String raw, Source source, int offset) {
    this.raw = raw;
    this.source = source;
    this.offset = offset;
  }

  static String decode(String raw, Source source, int offset) {
    return raw.indexOf('\\') < 0 ? raw : new StringEscapes(raw, source, offset).decode();
  }

  private String decode() {
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      if (c == '\\' && at < raw.length()) {
        escape(raw.charAt(at++));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void escape(char c) {
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> out.append(c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case 'x' -> out.appendCodePoint(hex(2));
      case 'u' -> out.appendCodePoint(hex(4));
      case 'U' -> out.appendCodePoint(hex(8));
      case 'N' -> out.appendCodePoint(named());
      default -> other(c);
    }
  }

  private void other(char c) {
    if (c >= '0' && c <= '7') {
      octal();
    } else {
      out.append('\\').append(c);
    }
  }

  private void octal() {
    int value = 0;
    int end = Math.min(raw.length(), at + 2);
    at--;
    while (at < end && raw.charAt(at) >= '0' && raw.charAt(at) <= '7') {
      value = value * 8 + raw.charAt(at++) - '0';
    }
    out.appendCodePoint(value);
  }

  private int hex(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < raw.length() ? Character.digit(raw.charAt(at++), 16) : -1;
      if (digit < 0) {
        throw failure();
      }
      value = value << 4 | digit;
    }
    if (!Character.isValidCodePoint(value)) {
      throw failure();
    }
    return value;
  }

  private int named() {
    int end = raw.indexOf('}', at);
    if (end < 0 || raw.charAt(at) != '{') {
      throw failure();
    }
    String name = raw.substring(at + 1, end);
    at = end + 1;
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException unknown) {
      throw failure();
    }
  }

  private TemplateSyntaxException failure() {
    return source.failure("a string holds an escape that means no character", offset);
  }
}
