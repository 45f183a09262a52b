package dev.servllama.chat.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads the tokens within one tag, up to and including its end. */
final class TagLexer {
  private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");
  private static final String OPERATORS = "+-/*%~[](){}><=.:|,;";

  private final Source source;
  private final String text;
  private final List<Token> tokens;
  private final boolean variable;
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;

  TagLexer(Source source, List<Token> tokens, boolean variable) {
    this.source = source;
    this.text = source.text();
    this.tokens = tokens;
    this.variable = variable;
  }

  /** Reads from the position after the tag's beginning; returns the one after its end. */
  int read(int from) {
    at = from;
    while (true) {
      at = Characters.skipSpace(text, at);
      if (at >= text.length()) {
        throw source.failure("the template ends within a tag", text.length());
      }
      if (open.isEmpty() && readEnd()) {
        return at;
      }
      readToken();
    }
  }

  private boolean readEnd() {
    char first = text.charAt(at);
    boolean signed = first == '-' || first == '+' && !variable;
    int close = signed ? at + 1 : at;
    if (!text.startsWith(variable ? "}}" : "%}", close)) {
      return false;
    }
    TokenType type = variable ? TokenType.VARIABLE_END : TokenType.BLOCK_END;
    tokens.add(new Token(type, text.substring(at, close + 2), at));
    at = close + 2;
    if (signed && first == '-') {
      at = Characters.skipSpace(text, at);
    } else if (!signed && !variable && text.startsWith("\n", at)) {
      at++;
    }
    return true;
  }

  private void readToken() {
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      readNumber();
    } else if (isWordPart(text.codePointAt(at))) {
      readName();
    } else if (c == '\'' || c == '"') {
      readString(c);
    } else {
      readOperator();
    }
  }

  private static boolean isWordPart(int c) {
    return c == '_'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private void readName() {
    int end = at;
    while (end < text.length() && isWordPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    int first = text.codePointAt(at);
    if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
      throw source.failure("Invalid character in identifier", at);
    }
    add(TokenType.NAME, text.substring(at, end), end);
  }

  private void readNumber() {
    NumberScanner scanner = new NumberScanner(text, at);
    int end = scanner.floatEnd();
    if (end > at) {
      add(TokenType.FLOAT, text.substring(at, end), end);
    } else {
      end = scanner.integerEnd();
      add(TokenType.INTEGER, text.substring(at, end), end);
    }
  }

  private void readString(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw source.failure("a string is not closed", at);
    }
    String value = StringEscapes.decode(text.substring(at + 1, end), source, at);
    add(TokenType.STRING, value, end + 1);
  }

  private void readOperator() {
    for (String operator : LONG_OPERATORS) {
      if (text.startsWith(operator, at)) {
        add(TokenType.OPERATOR, operator, at + 2);
        return;
      }
    }
    char c = text.charAt(at);
    if (OPERATORS.indexOf(c) < 0) {
      throw source.failure(
          "unexpected char '" + Character.toString(text.codePointAt(at)) + "'", at);
    }
    balance(c);
    add(TokenType.OPERATOR, String.valueOf(c), at + 1);
  }

  private void balance(char c) {
    switch (c) {
      case '(' -> open.push(')');
      case '[' -> open.push(']');
      case '{' -> open.push('}');
      case ')', ']', '}' -> {
        if (open.isEmpty() || open.pop() != c) {
          throw source.failure("unexpected '" + c + "'", at);
        }
      }
      default -> {}
    }
  }

  private void add(TokenType type, String value, int end) {
    tokens.add(new Token(type, value, at));
    at = end;
  }
}
