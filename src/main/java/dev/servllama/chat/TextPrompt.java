package dev.servllama.chat;

/** What a plain completion continues. */
public sealed interface TextPrompt {

  /**
   * A text. Control tokens written in it count as such: whoever sends it writes the whole prompt.
   */
  record Text(String text) implements TextPrompt {}

  /**
   * A text with passages of documents before it. Control tokens written in these mean nothing: they
   * are not by whoever sends the prompt.
   */
  record Grounded(String passages, String text) implements TextPrompt {}

  /** Token ids, taken as they are. */
  record Tokens(int[] ids) implements TextPrompt {}

  /**
   * A gap to be filled.
   *
   * @param before the text that precedes it
   * @param after the text that follows it
   */
  record Gap(String before, String after) implements TextPrompt {}
}
