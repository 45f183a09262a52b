package dev.servllama.chat;

import java.util.OptionalInt;

/**
 * Tokens of a vocabulary that a prompt may have to begin with.
 *
 * @param bos begins every text, where the model was trained so
 * @param addBos whether the model wants it there
 */
public record SpecialTokens(OptionalInt bos, boolean addBos) {

  /** The prompt, begun as the model wants it; a template may have done so already. */
  int[] begin(int[] tokens) {
    if (!addBos || bos.isEmpty() || (tokens.length > 0 && tokens[0] == bos.getAsInt())) {
      return tokens;
    }
    int[] begun = new int[tokens.length + 1];
    begun[0] = bos.getAsInt();
    System.arraycopy(tokens, 0, begun, 1, tokens.length);
    return begun;
  }
}
