package dev.servllama.engine;

import java.util.List;

/**
 * How likely a token was.
 *
 * @param text of the token; empty where its bytes are no whole characters
 * @param logprob natural logarithm of its probability, before anything was done to it
 * @param bytes of the token, in UTF-8, from 0 to 255
 * @param top the likeliest tokens in its place, with no {@code top} of their own
 */
public record TokenLogprob(
    String text, double logprob, List<Integer> bytes, List<TokenLogprob> top) {
  /** Copies the lists. */
  public TokenLogprob {
    bytes = List.copyOf(bytes);
    top = List.copyOf(top);
  }
}
