package dev.servllama.openai;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How tokens are chosen, as the request has it; what is empty was not given. The first four fields
 * and the last two are OpenAI's; {@code top_k}, {@code min_p} and {@code repeat_penalty} are
 * llama.cpp's.
 *
 * @param temperature 0 (always the likeliest token) to 2
 * @param topP 0 to 1; 0 leaves the likeliest token only
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 * @param topK how many of the likeliest tokens are considered; 0 means all
 * @param minP 0 to 1
 * @param repeatPenalty above 0, up to 2; 1 means none
 * @param logitBias token id to what is added to its logit, -100 to 100; ids are from 0 and not yet
 *     held against a vocabulary
 * @param seed any 64-bit integer
 */
public record Sampling(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalDouble presencePenalty,
    OptionalDouble frequencyPenalty,
    OptionalInt topK,
    OptionalDouble minP,
    OptionalDouble repeatPenalty,
    SortedMap<Integer, Double> logitBias,
    OptionalLong seed) {

  private static final double MAX_PENALTY = 2;
  private static final double MAX_BIAS = 100;
  private static final Pattern TOKEN_ID = Pattern.compile("0|[1-9][0-9]{0,9}");

  static Sampling read(Fields request) {
    return new Sampling(
        request.number("temperature", 0, 2),
        request.number("top_p", 0, 1),
        request.number("presence_penalty", -MAX_PENALTY, MAX_PENALTY),
        request.number("frequency_penalty", -MAX_PENALTY, MAX_PENALTY),
        topK(request),
        request.number("min_p", 0, 1),
        repeatPenalty(request),
        logitBias(request),
        request.longInteger("seed"));
  }

  /** Clients of vLLM send -1 for "all"; llama.cpp's word for it is 0. */
  private static OptionalInt topK(Fields request) {
    OptionalInt k = request.integer("top_k", -1, Integer.MAX_VALUE);
    return k.isPresent() ? OptionalInt.of(Math.max(0, k.getAsInt())) : k;
  }

  private static OptionalDouble repeatPenalty(Fields request) {
    OptionalDouble penalty = request.number("repeat_penalty", 0, MAX_PENALTY);
    if (penalty.isPresent() && penalty.getAsDouble() == 0) {
      throw Refusal.value(
          request.path().child("repeat_penalty"),
          "logits are divided by it, so it must be above 0.");
    }
    return penalty;
  }

  private static SortedMap<Integer, Double> logitBias(Fields request) {
    SortedMap<Integer, Double> biases = new TreeMap<>();
    request
        .get("logit_bias")
        .map(Value::asObject)
        .ifPresent(
            map ->
                map.names()
                    .forEachRemaining(
                        id ->
                            biases.put(
                                tokenId(map, id), map.require(id).asNumber(-MAX_BIAS, MAX_BIAS))));
    return Collections.unmodifiableSortedMap(biases);
  }

  private static int tokenId(Fields map, String id) {
    if (TOKEN_ID.matcher(id).matches() && Long.parseLong(id) <= Integer.MAX_VALUE) {
      return Integer.parseInt(id);
    }
    throw Refusal.value(
        map.path(), "'" + Refusal.shorten(id) + "' is not a token id (an integer from 0).");
  }
}
