package dev.servllama.chat.template;

/** A template's source with its line breaks made uniform, as positions in errors count them. */
record Source(String text) {
  /** Takes the source as a caller has it; one line break at its end is dropped. */
  static Source of(String raw) {
    if (raw.length() > Limits.MAX_SOURCE) {
      throw new TemplateSyntaxException(
          "the template is longer than " + Limits.MAX_SOURCE + " characters", 1, 1);
    }
    String uniform = raw.replace("\r\n", "\n").replace('\r', '\n');
    boolean ended = uniform.endsWith("\n");
    return new Source(ended ? uniform.substring(0, uniform.length() - 1) : uniform);
  }

  TemplateSyntaxException failure(String message, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
    }
    return new TemplateSyntaxException(message, line, offset - lineStart + 1);
  }
}
