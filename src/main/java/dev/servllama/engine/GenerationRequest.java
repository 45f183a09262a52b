package dev.servllama.engine;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to generate.
 *
 * @param prompt token ids, at least one, each in the vocabulary, fewer than the context length;
 *     none where the request is forwarded
 * @param maxTokens how many tokens at most, at least 1; with the prompt within the context length
 * @param sampling how the next token is chosen
 * @param grammar a GBNF grammar with a rule {@code root} that the answer must follow
 * @param topLogprobs of how many of the likeliest tokens to tell how likely they were, beside the
 *     one that was chosen; empty tells of none at all
 * @param forwarded the request itself, for an engine whose prompts are not tokens
 */
public record GenerationRequest(
    int[] prompt,
    int maxTokens,
    Sampling sampling,
    Optional<String> grammar,
    OptionalInt topLogprobs,
    Optional<Forwarded> forwarded) {

  /** A request for text alone. */
  public GenerationRequest(
      int[] prompt, int maxTokens, Sampling sampling, Optional<String> grammar) {
    this(prompt, maxTokens, sampling, grammar, OptionalInt.empty(), Optional.empty());
  }

  /** A request that an engine takes as it is. */
  public static GenerationRequest forward(
      Forwarded request, int maxTokens, Sampling sampling, OptionalInt topLogprobs) {
    return new GenerationRequest(
        new int[0], maxTokens, sampling, Optional.empty(), topLogprobs, Optional.of(request));
  }

  /** The same with another way to choose tokens. */
  public GenerationRequest with(Sampling other) {
    return new GenerationRequest(prompt, maxTokens, other, grammar, topLogprobs, forwarded);
  }

  /**
   * Whether the same answer is wanted again: a seed was given. The prompt is then read anew, in the
   * same steps and if possible in the same slot each time. Otherwise results would differ in their
   * last bits, and where two tokens are nearly as likely, the other one would be chosen.
   */
  public boolean repeatable() {
    return sampling.seed().isPresent();
  }
}
