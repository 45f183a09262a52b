package dev.servllama.error;

import java.time.Duration;

/** Every slot and every place in the queue is taken; the request was refused at the door. */
public final class OverloadedException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param message how full it is
   * @param retryAfter when a place is likely to be free, from the measured rate
   */
  public OverloadedException(String message, Duration retryAfter) {
    super(message, null);
    this.retryAfter = retryAfter;
  }

  /** When a place is likely to be free. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
