package dev.servllama.engine;

import java.time.Duration;

/** How long a job holds a slot, as a moving average. Not thread-safe. */
final class ServiceTime {
  private static final Duration GUESS = Duration.ofSeconds(2);
  private static final double WEIGHT = 0.1;

  private double nanos = GUESS.toNanos();

  void add(Duration one) {
    nanos += WEIGHT * (one.toNanos() - nanos);
  }

  Duration average() {
    return Duration.ofNanos((long) nanos);
  }
}
