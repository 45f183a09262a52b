package dev.servllama.chat.template;

/** The template's source is not Jinja: where it stops making sense, and why. */
public final class TemplateSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  TemplateSyntaxException(String message, int line, int column) {
    super("line " + line + ", column " + column + ": " + message);
    this.line = line;
    this.column = column;
  }

  /** The line at fault, counted from 1. */
  public int line() {
    return line;
  }

  /** The column at fault in UTF-16 units, counted from 1. */
  public int column() {
    return column;
  }
}
