package dev.servllama.chat.template;

/**
 * A piece of a template's source.
 *
 * @param text what the piece means: a string's value, a name, an operator, data without what
 *     whitespace control takes away
 * @param offset where it begins
 */
record Token(TokenType type, String text, int offset) {
  boolean is(TokenType wanted) {
    return type == wanted;
  }

  boolean isOperator(String operator) {
    return type == TokenType.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return type == TokenType.NAME && text.equals(name);
  }

  /** The token in the words of an error message. */
  String describe() {
    return switch (type) {
      case EOF -> "end of template";
      case VARIABLE_END -> "end of print statement";
      case BLOCK_END -> "end of statement block";
      default -> "'" + text + "'";
    };
  }
}
