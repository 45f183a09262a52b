package dev.servllama.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that is known.
 *
 * @param digest of the key
 * @param expires from when on it is good no more
 * @param caller whose it is
 */
record KeyEntry(Digest digest, Optional<Instant> expires, Caller caller) {

  /** Whoever brings it. */
  Caller granted() {
    return caller.by(new Grant.Key(digest, caller.name()));
  }

  boolean hasExpired(Instant now) {
    return expires.isPresent() && !now.isBefore(expires.get());
  }
}
