package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a template's source apart, with jinja2's {@code trim_blocks} and {@code lstrip_blocks} on.
 * What stands within tags is left to {@link TagLexer}.
 */
final class Lexer {
  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  static List<Token> tokenize(Source source) {
    Lexer lexer = new Lexer(source);
    while (lexer.at < lexer.text.length()) {
      lexer.readDataAndTag();
    }
    lexer.tokens.add(new Token(TokenType.EOF, "", lexer.text.length()));
    return lexer.tokens;
  }

  private void readDataAndTag() {
    int open = nextTag(at);
    if (open < 0) {
      tokens.add(new Token(TokenType.DATA, text.substring(at), at));
      at = text.length();
      return;
    }
    char kind = text.charAt(open + 1);
    char sign = signAt(open + 2);
    addData(at, open, sign, kind != '{');
    at = open + 2 + (sign == ' ' ? 0 : 1);
    switch (kind) {
      case '#' -> skipComment(open);
      case '{' -> readTag(open, TokenType.VARIABLE_BEGIN);
      default -> readRawOrBlock(open);
    }
  }

  private int nextTag(int from) {
    for (int i = text.indexOf('{', from); i >= 0; i = text.indexOf('{', i + 1)) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (next == '%' || next == '{' || next == '#') {
        return i;
      }
    }
    return -1;
  }

  /** The whitespace control at the position: a minus, a plus, or a space for neither. */
  private char signAt(int index) {
    char c = index < text.length() ? text.charAt(index) : ' ';
    return c == '-' || c == '+' ? c : ' ';
  }

  private void addData(int from, int to, char sign, boolean strippable) {
    int end = to;
    if (sign == '-') {
      end = Characters.trimSpace(text, from, to);
    } else if (sign == ' ' && strippable) {
      end = withoutIndent(from, to);
    }
    if (end > from) {
      tokens.add(new Token(TokenType.DATA, text.substring(from, end), from));
    }
  }

  /** The end of the data when whitespace before a tag that is alone on its line is dropped. */
  private int withoutIndent(int from, int to) {
    int indent = to;
    while (indent > from
        && text.charAt(indent - 1) != '\n'
        && Characters.isSpace(text.charAt(indent - 1))) {
      indent--;
    }
    boolean aloneOnLine = indent == 0 || text.charAt(indent - 1) == '\n';
    return aloneOnLine ? indent : to;
  }

  private void skipComment(int open) {
    int end = text.indexOf("#}", at);
    if (end < 0) {
      throw source.failure("Missing end of comment tag", open);
    }
    char sign = end > at ? signAt(end - 1) : ' ';
    at = afterEnd(end + 2, sign, true);
  }

  private int afterEnd(int end, char sign, boolean trimsLineBreak) {
    if (sign == '-') {
      return Characters.skipSpace(text, end);
    }
    boolean lineBreak = sign == ' ' && trimsLineBreak && text.startsWith("\n", end);
    return lineBreak ? end + 1 : end;
  }

  private void readTag(int open, TokenType begin) {
    tokens.add(new Token(begin, text.substring(open, at), open));
    at = new TagLexer(source, tokens, begin == TokenType.VARIABLE_BEGIN).read(at);
  }

  private void readRawOrBlock(int open) {
    int body = rawTagEnd("raw", at, false);
    if (body < 0) {
      readTag(open, TokenType.BLOCK_BEGIN);
      return;
    }
    for (int end = text.indexOf("{%", body); end >= 0; end = text.indexOf("{%", end + 1)) {
      char sign = signAt(end + 2);
      int after = rawTagEnd("endraw", end + 2 + (sign == ' ' ? 0 : 1), true);
      if (after >= 0) {
        addData(body, end, sign, true);
        at = after;
        return;
      }
    }
    throw source.failure("Missing end of raw directive", open);
  }

  /** The position after a tag of that one word, or -1 if there is none at {@code from}. */
  private int rawTagEnd(String word, int from, boolean trimsLineBreak) {
    int start = Characters.skipSpace(text, from);
    if (!text.startsWith(word, start)) {
      return -1;
    }
    int end = Characters.skipSpace(text, start + word.length());
    char sign = signAt(end);
    boolean signed = sign == '-' || sign == '+' && trimsLineBreak;
    int close = signed ? end + 1 : end;
    return text.startsWith("%}", close)
        ? afterEnd(close + 2, signed ? sign : ' ', trimsLineBreak)
        : -1;
  }
}
