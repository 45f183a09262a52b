package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * Says what a JSON parser stumbled over, in words of our own: a parser's messages name its classes
 * and switches, which help nobody who sent a request.
 */
final class SyntaxProblem {
  private static final int BEFORE = 20;

  private SyntaxProblem() {}

  /**
   * @param e what the parser threw
   * @param text the whole text
   * @param start where in it the parser began
   */
  static String describe(JsonProcessingException e, char[] text, int start) {
    long offset = e.getLocation().getCharOffset();
    int at = (int) Math.max(0, Math.min(text.length, start + offset));
    String found = at < text.length ? quote(text[at]) : "the end";
    int from = Math.max(start, at - BEFORE);
    StringBuilder before = new StringBuilder();
    for (int i = from; i < at; i++) {
      before.append(text[i] < ' ' || Character.isSurrogate(text[i]) ? ' ' : text[i]);
    }
    return before.toString().isBlank()
        ? "unexpected " + found
        : "unexpected " + found + " after «" + before.toString().strip() + "»";
  }

  private static String quote(char c) {
    if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
      return "character U+%04X".formatted((int) c);
    }
    return "'" + c + "'";
  }
}
