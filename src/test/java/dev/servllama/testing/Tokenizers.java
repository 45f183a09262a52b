package dev.servllama.testing;

import dev.servllama.models.gguf.GgufTokenizer;
import dev.servllama.models.gguf.TokenType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tokenizers of which a file says no more than it must. */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * A tokenizer whose tokens are all of one type.
   *
   * @param kind such as {@code gpt2}
   */
  public static GgufTokenizer of(String kind, TokenType type, String... tokens) {
    return new GgufTokenizer(
        kind,
        Optional.empty(),
        List.of(tokens),
        Collections.nCopies(tokens.length, type),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
