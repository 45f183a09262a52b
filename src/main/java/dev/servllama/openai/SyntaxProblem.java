package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * Says what a JSON parser stumbled over, in words of our own: a parser's messages name its classes
 * and switches, which help nobody who sent a request.
 */
final class SyntaxProblem {
  private static final int BEFORE = 20;

  private SyntaxProblem() {}

  /**
   * @param location where the parser stumbled
   * @param text the whole text
   * @param start where in it the parser began
   */
  static String describe(JsonLocation location, char[] text, int start) {
    long offset = location.getCharOffset();
    int at = (int) Math.max(0, Math.min(text.length, start + offset));
    String found = at < text.length ? quote(text[at]) : "the end";
    String before = before(text, Math.max(start, at - BEFORE), at);
    if (before.endsWith("NaN") || before.endsWith("Infinity")) {
      return "NaN and Infinity are not numbers in JSON";
    }
    return "unexpected " + found + (before.isEmpty() ? "" : " after «" + before + "»");
  }

  private static String before(char[] text, int from, int to) {
    StringBuilder before = new StringBuilder();
    for (int i = from; i < to; i++) {
      before.append(text[i] < ' ' || Character.isSurrogate(text[i]) ? ' ' : text[i]);
    }
    return before.toString().strip();
  }

  private static String quote(char c) {
    if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
      return "character U+%04X".formatted((int) c);
    }
    return "'" + c + "'";
  }
}
