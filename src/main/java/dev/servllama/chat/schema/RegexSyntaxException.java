package dev.servllama.chat.schema;

/** A regular expression that is malformed, not regular, or too large for a grammar. */
final class RegexSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and where, to stand after "the pattern"
   */
  RegexSyntaxException(String message) {
    super(message);
  }
}
