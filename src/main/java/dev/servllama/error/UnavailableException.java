package dev.servllama.error;

import java.time.Duration;
import java.util.Optional;

/** A part that the request needs is not there now: loading, restarting, stopping or missing. */
public final class UnavailableException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param message why, in words for the caller
   * @param retryAfter when trying again makes sense, or null when only a person can mend it
   */
  public UnavailableException(String message, Duration retryAfter) {
    super(message, null);
    this.retryAfter = retryAfter;
  }

  /** When trying again makes sense; empty when only a person can mend it. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
