package dev.servllama.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a kind of tokenizer spells the bytes of a token in its vocabulary. */
interface TokenSpelling {

  /** The bytes that a token of this spelling writes. */
  byte[] bytes(String token);

  /**
   * The spelling of a kind.
   *
   * @param kind as GGUF's {@code tokenizer.ggml.model} has it
   */
  static TokenSpelling of(String kind) {
    return kind.equals("gpt2") ? new ByteLevel() : new SentencePiece();
  }

  /**
   * GPT-2's: each byte is a character, itself where that can be seen, else one from U+0100 on, in
   * order. A character that is none of these stands for itself.
   */
  final class ByteLevel implements TokenSpelling {
    private static final int BYTES = 256;
    private final Map<Integer, Integer> byCharacter = new HashMap<>();

    ByteLevel() {
      int next = BYTES;
      for (int value = 0; value < BYTES; value++) {
        byCharacter.put(isVisible(value) ? value : next++, value);
      }
    }

    /** Of Latin-1, without the soft hyphen. */
    private static boolean isVisible(int value) {
      return (value >= '!' && value <= '~') || (value >= 0xa1 && value != 0xad);
    }

    @Override
    public byte[] bytes(String token) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      token
          .codePoints()
          .forEach(
              c -> {
                Integer value = byCharacter.get(c);
                if (value == null) {
                  out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                } else {
                  out.write(value);
                }
              });
      return out.toByteArray();
    }
  }

  /** SentencePiece's: U+2581 is a space, and {@code <0x0A>} a byte. */
  final class SentencePiece implements TokenSpelling {
    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-F]{2})>");
    private static final char SPACE = '\u2581';

    @Override
    public byte[] bytes(String token) {
      Matcher one = BYTE.matcher(token);
      return one.matches()
          ? new byte[] {(byte) Integer.parseInt(one.group(1), 16)}
          : token.replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8);
    }
  }
}
