package dev.servllama.engine;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How the next token is chosen.
 *
 * @param temperature 0 is greedy; 0 to 2
 * @param topP the smallest set of tokens with this probability is kept; 0 to 1
 * @param topK so many of the likeliest tokens are kept; 0 keeps all
 * @param minP tokens less likely than this share of the likeliest are dropped; 0 to 1
 * @param presencePenalty taken from the logit of each token that is there already; -2 to 2
 * @param frequencyPenalty the same, for each time that it is there; -2 to 2
 * @param repeatPenalty divides the logits of the last 64 tokens; 1 is off
 * @param logitBias added to a token's logit; -100 bans it
 * @param seed for the same choices again
 */
public record Sampling(
    double temperature,
    double topP,
    int topK,
    double minP,
    double presencePenalty,
    double frequencyPenalty,
    double repeatPenalty,
    Map<Integer, Double> logitBias,
    OptionalLong seed) {
  /** Copies what it is given. */
  public Sampling {
    logitBias = Map.copyOf(logitBias);
  }
}
