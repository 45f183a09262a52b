package dev.servllama.engine.pool;

import dev.servllama.error.UnavailableException;
import java.time.Duration;

/**
 * When a model that could not be loaded may be tried again: after a second, and each time twice as
 * long. Guarded by the pool.
 */
final class FailedLoads {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 8;

  private int failures;
  private long retryAt;
  private String reason = "";

  void add(String why) {
    reason = why;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    retryAt = System.nanoTime() + pause.toNanos();
  }

  void forget() {
    failures = 0;
  }

  boolean isTooEarly() {
    return System.nanoTime() - retryAt < 0;
  }

  /** Why it could not be loaded the last time, for a person. */
  String reason() {
    return reason;
  }

  /** The same for whoever asked for it, with the time after which it is tried again. */
  UnavailableException unavailable() {
    return new UnavailableException(
        reason, Duration.ofNanos(Math.max(0, retryAt - System.nanoTime())));
  }
}
