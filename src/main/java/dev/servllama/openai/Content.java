package dev.servllama.openai;

import java.util.List;

/** What a message says: one text, or several that its sender kept apart. */
public sealed interface Content {

  /** The whole as one text; parts are joined by a line feed, as llama.cpp and vLLM do. */
  String text();

  /**
   * A text.
   *
   * @param text the text, which may be empty
   */
  record Text(String text) implements Content {}

  /**
   * Several texts.
   *
   * @param parts at least one text
   */
  record Parts(List<String> parts) implements Content {
    /**
     * Makes the list immutable.
     *
     * @param parts at least one text
     */
    public Parts {
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return String.join("\n", parts);
    }
  }
}
