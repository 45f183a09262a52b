package dev.servllama.chat;

import dev.servllama.engine.TokenLogprob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Keeps what is known of tokens until their text is shown: text may be held back, and what comes
 * after a stop string never is shown. Not thread-safe.
 */
final class ShownLogprobs {
  private record Held(long begin, TokenLogprob token) {}

  private final Queue<Held> held = new ArrayDeque<>();
  private long come;
  private long shown;

  /** Text has come, of these tokens. */
  void add(String text, List<TokenLogprob> tokens) {
    long begin = come;
    for (TokenLogprob token : tokens) {
      held.add(new Held(Math.min(begin, come + Math.max(0, text.length() - 1)), token));
      begin += token.text().length();
    }
    come += text.length();
  }

  /** Text is shown; returns the tokens that begin in it. */
  List<TokenLogprob> shown(String text) {
    shown += text.length();
    List<TokenLogprob> tokens = new ArrayList<>();
    while (!held.isEmpty() && held.peek().begin() < shown) {
      tokens.add(held.remove().token());
    }
    return tokens;
  }
}
