package dev.servllama.chat;

import dev.servllama.chat.schema.JsonGrammar;
import dev.servllama.engine.Engine;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Sampling;
import dev.servllama.error.InvalidRequestException;
import java.util.Optional;

/** Holds a prompt against the context, and token ids against the vocabulary. */
final class PromptBudget {
  private final Engine engine;
  private final String param;

  /**
   * @param param the field that the prompt came in
   */
  PromptBudget(Engine engine, String param) {
    this.engine = engine;
    this.param = param;
  }

  /**
   * The request for a prompt: at most what was asked for, and never more than there is room for, so
   * that an answer which reaches the end of the context ends there.
   *
   * @throws InvalidRequestException if the prompt leaves no room for a single token
   */
  GenerationRequest request(int[] prompt, Options options) {
    int room = engine.contextLength() - prompt.length;
    if (room < 1) {
      throw new InvalidRequestException(
          ("This model's maximum context length is %d tokens, for prompt and answer together."
                  + " However, your prompt has %d tokens. Please shorten it.")
              .formatted(engine.contextLength(), prompt.length),
          param,
          "context_length_exceeded");
    }
    if (prompt.length == 0) {
      throw InvalidRequestException.of(param, "The prompt is empty: there is nothing to continue.");
    }
    checkBias(options.sampling());
    int most = Math.min(room, options.maxTokens().orElse(room));
    Optional<String> grammar = options.grammar().map(JsonGrammar::gbnf);
    return new GenerationRequest(
        prompt, most, options.sampling(), grammar, options.topLogprobs(), Optional.empty());
  }

  /**
   * @throws InvalidRequestException if an id is not in the vocabulary
   */
  int[] checked(int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= engine.vocabularySize()) {
        throw InvalidRequestException.of(param, outside(token));
      }
    }
    return tokens;
  }

  private void checkBias(Sampling sampling) {
    for (int token : sampling.logitBias().keySet()) {
      if (token < 0 || token >= engine.vocabularySize()) {
        throw InvalidRequestException.of("logit_bias", outside(token));
      }
    }
  }

  private String outside(int token) {
    return "Token %d is not in this model's vocabulary, which runs from 0 to %d."
        .formatted(token, engine.vocabularySize() - 1);
  }
}
