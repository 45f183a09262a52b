package dev.servllama.chat;

import dev.servllama.models.gguf.GgufTokenizer;
import dev.servllama.models.gguf.TokenType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What each token of a vocabulary writes, in bytes: one may be a part of a character. Kept as one
 * array, for a vocabulary has a quarter of a million of them. Immutable.
 */
public final class TokenPieces {
  private final byte[] bytes;
  private final int[] ends;

  private TokenPieces(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /** The pieces of the vocabulary that a model's file describes. */
  public static TokenPieces of(GgufTokenizer tokenizer) {
    TokenSpelling spelling = TokenSpelling.of(tokenizer.model());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] ends = new int[tokenizer.tokens().size()];
    for (int id = 0; id < ends.length; id++) {
      String text = tokenizer.tokens().get(id);
      TokenType type = tokenizer.types().get(id);
      bytes.writeBytes(
          type == TokenType.CONTROL || type == TokenType.USER_DEFINED
              ? text.getBytes(StandardCharsets.UTF_8)
              : spelling.bytes(text));
      ends[id] = bytes.size();
    }
    return new TokenPieces(bytes.toByteArray(), ends);
  }

  /**
   * What a token writes.
   *
   * @param id in the vocabulary; the piece of one that the file does not name is empty
   */
  public byte[] piece(int id) {
    return id >= ends.length
        ? new byte[0]
        : Arrays.copyOfRange(bytes, id == 0 ? 0 : ends[id - 1], ends[id]);
  }
}
