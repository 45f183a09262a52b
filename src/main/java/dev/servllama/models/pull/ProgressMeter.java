package dev.servllama.models.pull;

import java.time.Duration;
import java.util.function.Consumer;

/** Turns bytes into reports, a few a second, with a rate that is smoothed over some seconds. */
final class ProgressMeter {
  private static final long REPORT_NANOS = Duration.ofMillis(200).toNanos();
  private static final double SMOOTHING = 0.2;

  private final String source;
  private final Consumer<PullProgress> listener;
  private long lastNanos = System.nanoTime();
  private long lastBytes = -1;
  private double rate;

  ProgressMeter(String source, Consumer<PullProgress> listener) {
    this.source = source;
    this.listener = listener;
  }

  /** Tells where a pull starts, so that what was here before does not count as speed. */
  void start(long done, long total) {
    lastNanos = System.nanoTime();
    lastBytes = done;
    report(done, total);
  }

  void update(long done, long total) {
    long now = System.nanoTime();
    if (done < total && now - lastNanos < REPORT_NANOS) {
      return;
    }
    double seconds = Math.max(1, now - lastNanos) / (double) Duration.ofSeconds(1).toNanos();
    double latest = Math.max(0, done - lastBytes) / seconds;
    rate = rate == 0 ? latest : rate + SMOOTHING * (latest - rate);
    lastNanos = now;
    lastBytes = done;
    report(done, total);
  }

  private void report(long done, long total) {
    listener.accept(new PullProgress(source, done, total, Math.round(rate)));
  }
}
