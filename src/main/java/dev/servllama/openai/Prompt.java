package dev.servllama.openai;

import java.util.List;

/** What a legacy completion continues, or what becomes a vector. */
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
}
