package dev.servllama.engine.child;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Sampling;
import java.util.concurrent.ThreadLocalRandom;

/** Sampling under the names of llama-server's {@code /completion}. */
public final class SamplingJson {
  /** llama.cpp takes this one for "none given". */
  private static final long NO_SEED = 0xFFFF_FFFFL;

  private SamplingJson() {}

  /** The JSON object, for the caller to add to. */
  public static ObjectNode of(GenerationRequest request) {
    Sampling sampling = request.sampling();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("temperature", sampling.temperature())
            .put("top_p", sampling.topP())
            .put("top_k", sampling.topK())
            .put("min_p", sampling.minP())
            .put("presence_penalty", sampling.presencePenalty())
            .put("frequency_penalty", sampling.frequencyPenalty())
            .put("repeat_penalty", sampling.repeatPenalty())
            .put("seed", seed(sampling));
    if (sampling.presencePenalty() != 0 || sampling.frequencyPenalty() != 0) {
      // OpenAI's penalties look at the whole text so far, not at the last 64 tokens.
      json.put("repeat_last_n", request.prompt().length + request.maxTokens());
    }
    ArrayNode bias = json.putArray("logit_bias");
    sampling.logitBias().forEach((token, value) -> bias.addArray().add(token).add(value));
    request.grammar().ifPresent(grammar -> json.put("grammar", grammar));
    return json;
  }

  /** Seeds have 64 bits in the API and 32 in llama.cpp; small ones stay as they are. */
  private static long seed(Sampling sampling) {
    long wide = sampling.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
    long narrow = (wide ^ (wide >> 63) ^ ((wide ^ (wide >> 63)) >>> 32)) & NO_SEED;
    return narrow == NO_SEED ? 0 : narrow;
  }
}
