package dev.servllama.engine.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the server is, and how it is treated.
 *
 * @param address of its API, such as {@code http://localhost:8080/v1}
 * @param key for it
 * @param slots requests at once
 * @param maxQueue requests that may wait
 * @param patience how long it may say nothing at all while it answers
 */
public record RemoteSettings(
    URI address, Optional<String> key, int slots, int maxQueue, Duration patience) {
  /** For a long prompt on a slow machine; most servers send a sign of life far more often. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "RemoteSettings[address=%s]".formatted(address.getHost());
  }
}
