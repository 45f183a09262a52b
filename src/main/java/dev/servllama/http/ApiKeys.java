package dev.servllama.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The keys that are good. Only their digests are kept, and every comparison looks at every key and
 * every byte, so that its time tells nothing about them. Immutable.
 */
public final class ApiKeys {
  private final List<byte[]> digests;

  /**
   * @param keys the keys
   */
  public ApiKeys(List<String> keys) {
    digests = keys.stream().map(ApiKeys::digest).toList();
  }

  /** Whether a key is among them. */
  public boolean contains(String key) {
    byte[] given = digest(key);
    boolean found = false;
    for (byte[] digest : digests) {
      found |= MessageDigest.isEqual(digest, given);
    }
    return found;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
