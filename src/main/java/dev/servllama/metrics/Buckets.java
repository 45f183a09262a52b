package dev.servllama.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * A reservoir that keeps no values but counts them in buckets, which is what Prometheus wants of a
 * histogram: Dropwizard's own reservoirs forget. Thread-safe.
 */
final class Buckets implements Reservoir {
  /** Upper bounds, inclusive, ascending; what is above the last is counted too. */
  private final long[] bounds;

  private final AtomicLongArray counts;
  private final LongAdder sum = new LongAdder();

  Buckets(long... bounds) {
    this.bounds = bounds.clone();
    counts = new AtomicLongArray(bounds.length + 1);
  }

  @Override
  public void update(long value) {
    int found = Arrays.binarySearch(bounds, value);
    counts.incrementAndGet(found >= 0 ? found : -found - 1);
    sum.add(value);
  }

  long[] bounds() {
    return bounds.clone();
  }

  /** Counts by bucket, not cumulative; the last is that above all bounds. */
  long[] counts() {
    long[] copy = new long[bounds.length + 1];
    Arrays.setAll(copy, counts::get);
    return copy;
  }

  long sum() {
    return sum.sum();
  }

  @Override
  public int size() {
    return bounds.length + 1;
  }

  @Override
  public Snapshot getSnapshot() {
    return new BucketSnapshot(bounds, counts(), sum());
  }
}
