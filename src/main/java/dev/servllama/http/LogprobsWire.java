package dev.servllama.http;

import dev.servllama.engine.TokenLogprob;
import dev.servllama.openai.ChatLogprobs;
import dev.servllama.openai.CompletionLogprobs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How likely tokens were, in the two forms of the wire. */
final class LogprobsWire {
  private LogprobsWire() {}

  static ChatLogprobs chat(List<TokenLogprob> tokens) {
    return new ChatLogprobs(
        tokens.stream()
            .map(token -> token(token, token.top().stream().map(top -> token(top, null)).toList()))
            .toList());
  }

  private static ChatLogprobs.Token token(TokenLogprob token, List<ChatLogprobs.Token> top) {
    return new ChatLogprobs.Token(token.text(), token.logprob(), token.bytes(), top);
  }

  /**
   * @param top how many likeliest tokens were asked for; without any, their list is null
   * @param offset where the first token begins
   */
  static CompletionLogprobs legacy(List<TokenLogprob> tokens, int top, long offset) {
    List<String> texts = new ArrayList<>();
    List<Double> logprobs = new ArrayList<>();
    List<Map<String, Double>> likeliest = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    long at = offset;
    for (TokenLogprob token : tokens) {
      texts.add(token.text());
      logprobs.add(token.logprob());
      offsets.add(at);
      at += token.text().length();
      Map<String, Double> others = new LinkedHashMap<>();
      token.top().forEach(each -> others.putIfAbsent(each.text(), each.logprob()));
      likeliest.add(others);
    }
    return new CompletionLogprobs(texts, logprobs, top > 0 ? likeliest : null, offsets);
  }
}
