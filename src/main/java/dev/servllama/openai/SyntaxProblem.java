package dev.servllama.openai;

/**
 * Says what a JSON parser stumbled over, in words of our own: a parser's messages name its classes
 * and switches, which help nobody who sent a request.
 */
final class SyntaxProblem {
  private static final int BEFORE = 20;

  private SyntaxProblem() {}

  /**
   * @param offset where the parser stumbled, in characters
   * @param text the whole text
   */
  static String describe(long offset, String text) {
    int at = (int) Math.max(0, Math.min(text.length(), offset));
    String found = at < text.length() ? quote(text.charAt(at)) : "the end";
    String before = before(text.substring(Math.max(0, at - BEFORE), at));
    if (before.endsWith("NaN") || before.endsWith("Infinity")) {
      return "NaN and Infinity are not numbers in JSON";
    }
    return "unexpected " + found + (before.isEmpty() ? "" : " after «" + before + "»");
  }

  private static String before(String text) {
    StringBuilder before = new StringBuilder();
    text.chars()
        .map(c -> c < ' ' || Character.isSurrogate((char) c) ? ' ' : c)
        .forEach(c -> before.append((char) c));
    return before.toString().strip();
  }

  private static String quote(char c) {
    if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
      return "character U+%04X".formatted((int) c);
    }
    return "'" + c + "'";
  }
}
