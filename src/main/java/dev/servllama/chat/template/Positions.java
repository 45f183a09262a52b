package dev.servllama.chat.template;

/** Python counts a text by code points, Java by UTF-16 units; this goes from one to the other. */
final class Positions {
  private Positions() {}

  static int length(Text text) {
    return text.chars().codePointCount(0, text.length());
  }

  /** The UTF-16 position of a code point's position, which must lie within the text. */
  static int toUnits(Text text, int position) {
    return length(text) == text.length() ? position : text.chars().offsetByCodePoints(0, position);
  }

  static int toCodePoints(Text text, int unit) {
    return text.chars().codePointCount(0, unit);
  }

  /** The code point position that an argument means, clipped to the text. */
  static int clip(int argument, int length) {
    return Math.max(0, Math.min(length, argument < 0 ? argument + length : argument));
  }
}
