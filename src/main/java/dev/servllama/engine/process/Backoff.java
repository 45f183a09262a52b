package dev.servllama.engine.process;

import java.time.Duration;

/**
 * How long to wait before the next start: not at all after a child that had been up for a while,
 * then a second, doubled with each one that dies young. Not thread-safe.
 */
final class Backoff {
  private static final Duration YOUNG = Duration.ofSeconds(30);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private int youngDeaths;

  /**
   * @param age how long the child that just ended had lived
   */
  Duration next(Duration age) {
    youngDeaths = age.compareTo(YOUNG) < 0 ? youngDeaths + 1 : 0;
    if (youngDeaths <= 1) {
      return Duration.ZERO;
    }
    int doublings = Math.min(youngDeaths - 2, 10);
    Duration delay = FIRST.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
