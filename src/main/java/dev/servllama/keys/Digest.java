package dev.servllama.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a key, which is all that is kept of it. Two are compared byte by byte to the end,
 * and what is compared is never what the caller chose, so the time tells nothing about a key.
 */
final class Digest {
  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  static Digest of(String key) {
    try {
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      return new Digest(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * @param hex 64 hexadecimal digits
   */
  static Digest ofHex(String hex) {
    return new Digest(HexFormat.of().parseHex(hex));
  }

  boolean matches(Digest other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /** A digest of a weak key is as good as the key. */
  @Override
  public String toString() {
    return "Digest";
  }
}
