package dev.servllama.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Samples of the last quarter of an hour, for people who look when it has happened. A thread of its
 * own takes them, which ends with {@link #close}. Thread-safe.
 */
final class History implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final int MOST = (int) (Duration.ofMinutes(15).dividedBy(INTERVAL)) + 1;
  private static final long PATIENCE_MILLIS = 5_000;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Supplier<Sample> source;
  private final Thread thread = new Thread(this::sample, "servllama-history");

  private History(Supplier<Sample> source) {
    this.source = source;
    thread.setDaemon(true);
  }

  static History start(Supplier<Sample> source) {
    History history = new History(source);
    history.thread.start();
    return history;
  }

  /** The oldest first, the one of this moment last. */
  List<Sample> samples() {
    Sample now = source.get();
    synchronized (samples) {
      return Stream.concat(samples.stream(), Stream.of(now)).toList();
    }
  }

  private void sample() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
        Sample sample = source.get();
        synchronized (samples) {
          samples.addLast(sample);
          if (samples.size() > MOST) {
            samples.removeFirst();
          }
        }
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
