package dev.servllama.metrics;

import java.util.function.Supplier;

/**
 * How busy a process is: 100 for each processor that it keeps busy, between one look and the next,
 * but over a second at least. Thread-safe.
 */
final class CpuPercent {
  private static final long SHORTEST = 1_000_000_000;
  private static final double PERCENT_NANOS = 1e11;

  private final Supplier<Double> cpuSeconds;
  private Double before;
  private long when;
  private Double last;

  CpuPercent(Supplier<Double> cpuSeconds) {
    this.cpuSeconds = cpuSeconds;
    before = cpuSeconds.get();
    when = System.nanoTime();
  }

  /** Null if it is not known, or not known yet. */
  synchronized Double value() {
    long now = System.nanoTime();
    if (now - when >= SHORTEST) {
      Double used = cpuSeconds.get();
      boolean known = used != null && before != null && used >= before;
      last = known ? Double.valueOf((used - before) * PERCENT_NANOS / (now - when)) : null;
      before = used;
      when = now;
    }
    return last;
  }
}
