package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a legacy completion continues. */
public sealed interface Prompt {

  /**
   * A text.
   *
   * @param text the text, which may be empty
   */
  record Text(String text) implements Prompt {}

  /**
   * Tokens of the model's vocabulary.
   *
   * @param ids at least one id; each is from 0 and not yet held against a vocabulary
   */
  record Tokens(List<Integer> ids) implements Prompt {
    /**
     * Makes the list immutable.
     *
     * @param ids at least one id
     */
    public Tokens {
      ids = List.copyOf(ids);
    }
  }

  /** Reads one prompt or a list of prompts; a list of integers is one prompt. */
  static List<Prompt> readAll(Value prompt) {
    JsonNode node = prompt.node();
    if (node.isTextual()) {
      return List.of(new Text(prompt.asString()));
    }
    if (!node.isArray()) {
      throw prompt.typeError(
          "one of a string, array of strings, array of integers or array of integer arrays");
    }
    if (node.path(0).isNumber()) {
      return List.of(tokens(prompt));
    }
    return prompt.asList(ChatCompletionRequest.MAX_CHOICES).stream().map(Prompt::read).toList();
  }

  private static Prompt read(Value prompt) {
    if (prompt.node().isTextual()) {
      return new Text(prompt.asString());
    }
    if (!prompt.node().isArray()) {
      throw prompt.typeError("one of a string or array of integers");
    }
    return tokens(prompt);
  }

  private static Tokens tokens(Value prompt) {
    return new Tokens(
        prompt.asList(Integer.MAX_VALUE).stream()
            .map(id -> (int) id.asInteger(0, Integer.MAX_VALUE))
            .toList());
  }
}
