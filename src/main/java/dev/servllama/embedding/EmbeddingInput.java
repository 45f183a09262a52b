package dev.servllama.embedding;

import java.util.List;

/** What a vector is made of. */
public sealed interface EmbeddingInput {

  /**
   * A text.
   *
   * @param text the text; tokens that mean something to the model mean nothing in it
   */
  record Text(String text) implements EmbeddingInput {}

  /**
   * A text as tokens of the model's own vocabulary.
   *
   * @param ids without those that the model puts around a text; with both it is taken as it is
   */
  record Tokens(List<Integer> ids) implements EmbeddingInput {
    /** Makes the list immutable. */
    public Tokens {
      ids = List.copyOf(ids);
    }
  }
}
