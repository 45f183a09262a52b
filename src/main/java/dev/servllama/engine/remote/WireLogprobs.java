package dev.servllama.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.engine.TokenLogprob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How likely tokens were, from either form of the wire. */
final class WireLogprobs {
  private WireLogprobs() {}

  static List<TokenLogprob> of(JsonNode choice) {
    JsonNode logprobs = choice.path("logprobs");
    if (logprobs.path("content").isArray()) {
      List<TokenLogprob> tokens = new ArrayList<>();
      logprobs.get("content").forEach(token -> tokens.add(chat(token)));
      return tokens;
    }
    return logprobs.path("tokens").isArray() ? legacy(logprobs) : List.of();
  }

  private static TokenLogprob chat(JsonNode token) {
    List<TokenLogprob> top = new ArrayList<>();
    token.path("top_logprobs").forEach(other -> top.add(chat(other)));
    String text = token.path("token").asText();
    List<Integer> bytes = new ArrayList<>();
    token.path("bytes").forEach(each -> bytes.add(each.asInt()));
    return new TokenLogprob(
        text, token.path("logprob").asDouble(), bytes.isEmpty() ? bytes(text) : bytes, top);
  }

  private static List<TokenLogprob> legacy(JsonNode logprobs) {
    List<TokenLogprob> tokens = new ArrayList<>();
    for (int i = 0; i < logprobs.get("tokens").size(); i++) {
      List<TokenLogprob> top = new ArrayList<>();
      for (Map.Entry<String, JsonNode> other : logprobs.path("top_logprobs").path(i).properties()) {
        top.add(token(other.getKey(), other.getValue().asDouble(), List.of()));
      }
      tokens.add(
          token(
              logprobs.get("tokens").get(i).asText(),
              logprobs.path("token_logprobs").path(i).asDouble(),
              top));
    }
    return tokens;
  }

  private static TokenLogprob token(String text, double logprob, List<TokenLogprob> top) {
    return new TokenLogprob(text, logprob, bytes(text), top);
  }

  private static List<Integer> bytes(String text) {
    List<Integer> bytes = new ArrayList<>();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(each & 0xff);
    }
    return bytes;
  }
}
