package dev.servllama.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What makes two prompts the same: equal text after the line ends have become line feeds, white
 * space at both ends has gone, and Unicode's canonical composition (NFC, UAX #15) has been applied.
 * None of these can be seen, and files, keyboards and clipboards change them unasked; case and
 * white space inside can matter, in code for one, and are left alone.
 *
 * <p>128 bits of the SHA-256 of that text: nobody can make two prompts that collide.
 *
 * @param high the first eight bytes
 * @param low the next eight
 */
record PromptKey(long high, long low) {
  static final int BYTES = 16;

  private static final Pattern LINE_END = Pattern.compile("\r\n?");

  static PromptKey of(String prompt) {
    String plain = LINE_END.matcher(prompt).replaceAll("\n").strip();
    String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
    ByteBuffer hash = ByteBuffer.wrap(sha256(composed.getBytes(StandardCharsets.UTF_8)));
    return read(hash);
  }

  static PromptKey read(ByteBuffer from) {
    return new PromptKey(from.getLong(), from.getLong());
  }

  void write(ByteBuffer to) {
    to.putLong(high).putLong(low);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
