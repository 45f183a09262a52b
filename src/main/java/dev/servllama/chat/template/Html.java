package dev.servllama.chat.template;

/** The escaping that HTML needs, which jinja2 applies to what meets a text marked as safe. */
final class Html {
  private Html() {}

  /** The text with its special characters escaped, unless it is marked as safe already. */
  static Text escape(Text text, Rendering rendering) {
    if (text.markup()) {
      return text;
    }
    TextBuilder escaped = new TextBuilder(rendering);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      String entity = entity(text.chars().charAt(i));
      if (entity != null) {
        escaped.append(text, from, i).appendFor(text, i, i + 1, entity);
        from = i + 1;
      }
    }
    return escaped.append(text, from, text.length()).build().asMarkup(true);
  }

  /** What takes the character's place, or null if it needs none. */
  private static String entity(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&#34;";
      case '\'' -> "&#39;";
      default -> null;
    };
  }
}
