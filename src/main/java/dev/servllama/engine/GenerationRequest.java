package dev.servllama.engine;

import java.util.Optional;

/**
 * What to generate.
 *
 * @param prompt token ids, at least one, each in the vocabulary, fewer than the context length
 * @param maxTokens how many tokens at most, at least 1; with the prompt within the context length
 * @param sampling how the next token is chosen
 * @param grammar a GBNF grammar with a rule {@code root} that the answer must follow
 */
public record GenerationRequest(
    int[] prompt, int maxTokens, Sampling sampling, Optional<String> grammar) {

  /**
   * Whether the same answer is wanted again: a seed was given. The prompt is then read anew, in the
   * same steps and if possible in the same slot each time. Otherwise results would differ in their
   * last bits, and where two tokens are nearly as likely, the other one would be chosen.
   */
  public boolean repeatable() {
    return sampling.seed().isPresent();
  }
}
