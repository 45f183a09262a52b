package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.engine.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How likely tokens were, as a llama-server tells it. */
final class TokenLogprobs {
  private TokenLogprobs() {}

  /**
   * @param event with {@code completion_probabilities}, perhaps
   * @param top how many likeliest tokens were asked for
   */
  static List<TokenLogprob> of(JsonNode event, OptionalInt top) {
    List<TokenLogprob> tokens = new ArrayList<>();
    for (JsonNode each : event.path("completion_probabilities")) {
      List<TokenLogprob> likeliest = new ArrayList<>();
      for (JsonNode other : each.path("top_logprobs")) {
        if (likeliest.size() < top.orElse(0)) {
          likeliest.add(token(other, List.of()));
        }
      }
      tokens.add(token(each, likeliest));
    }
    return tokens;
  }

  private static TokenLogprob token(JsonNode json, List<TokenLogprob> top) {
    List<Integer> bytes = new ArrayList<>();
    json.path("bytes").forEach(each -> bytes.add(each.asInt()));
    return new TokenLogprob(
        json.path("token").asText(), json.path("logprob").asDouble(), bytes, top);
  }
}
