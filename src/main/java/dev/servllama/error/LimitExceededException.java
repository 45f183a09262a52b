package dev.servllama.error;

import java.time.Duration;

/** The caller has used what it may use; the server itself may well have room. */
public final class LimitExceededException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  /** What there was too much of. */
  public enum Kind {
    /** Requests, at once or in a minute. */
    REQUESTS,
    /** Tokens in a minute. */
    TOKENS,
    /** Tokens in a day or a month. */
    QUOTA
  }

  private final Kind kind;
  private final Duration retryAfter;

  /**
   * @param message which limit, for the caller
   * @param kind of limit
   * @param retryAfter when there is something to use again
   */
  public LimitExceededException(String message, Kind kind, Duration retryAfter) {
    super(message, null);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** The kind of limit. */
  public Kind kind() {
    return kind;
  }

  /** When there is something to use again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
