package dev.servllama.keys;

/**
 * What has let a caller in. Who has lost it is not let go on, even if something else would let them
 * in now. Its text holds no secret.
 */
sealed interface Grant {

  /** Nothing was asked of them. */
  record Nothing() implements Grant {}

  /**
   * A key.
   *
   * @param digest of it
   * @param name under which it is known
   */
  record Key(Digest digest, String name) implements Grant {}

  /** Their name in the container. */
  record User(String name) implements Grant {}

  /** A role that they have in the container. */
  record OfRole(String role) implements Grant {}
}
