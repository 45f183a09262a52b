package dev.servllama.chat.template;

import java.util.List;

/** The tokens of a template as a parser goes through them, and how deep it is in them. */
final class TokenStream {
  private final Source source;
  private final List<Token> tokens;
  private int position;
  private int depth;
  private int deepest;

  TokenStream(Source source) {
    this.source = source;
    this.tokens = Lexer.tokenize(source);
  }

  Token current() {
    return tokens.get(position);
  }

  Token lookAhead() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = current();
    if (position < tokens.size() - 1) {
      position++;
    }
    return token;
  }

  boolean skipOperator(String operator) {
    boolean found = current().isOperator(operator);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(TokenType type) {
    if (!current().is(type)) {
      throw failure("expected " + type + ", got " + current().describe());
    }
    return next();
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw failure("expected '" + operator + "', got " + current().describe());
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw failure("expected '" + name + "', got " + current().describe());
    }
  }

  /** The token taken last. */
  Token previous() {
    return tokens.get(Math.max(0, position - 1));
  }

  /** An error at the current token. */
  TemplateSyntaxException failure(String message) {
    return failure(message, current());
  }

  TemplateSyntaxException failure(String message, Token token) {
    return source.failure(message, token.offset());
  }

  void enter() {
    if (++depth > Limits.MAX_SOURCE_DEPTH) {
      throw failure("the template nests deeper than " + Limits.MAX_SOURCE_DEPTH + " levels");
    }
    deepest = Math.max(deepest, depth);
  }

  void leave() {
    depth--;
  }

  /** Begins to measure how deep what follows nests; returns what ends the measurement. */
  int beginMeasure() {
    int before = deepest;
    deepest = depth;
    return before;
  }

  int endMeasure(int before) {
    int height = deepest - depth;
    deepest = Math.max(before, deepest);
    return height;
  }
}
