package dev.servllama.metrics;

import com.codahale.metrics.Snapshot;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What buckets tell of the values that were put in: exact for the mean, and for quantiles as near
 * as the buckets are narrow.
 */
final class BucketSnapshot extends Snapshot {
  private final long[] bounds;
  private final long[] counts;
  private final long total;
  private final long sum;

  /**
   * @param counts by bucket, one more than bounds
   */
  BucketSnapshot(long[] bounds, long[] counts, long sum) {
    this.bounds = bounds;
    this.counts = counts;
    this.total = Arrays.stream(counts).sum();
    this.sum = sum;
  }

  /** Taken to lie evenly in their bucket, as Prometheus's histogram_quantile has it. */
  @Override
  public double getValue(double quantile) {
    double rank = quantile * total;
    double before = 0;
    for (int i = 0; i < bounds.length; i++) {
      if (counts[i] > 0 && before + counts[i] >= rank) {
        double low = lower(i);
        return low + (bounds[i] - low) * Math.max(0, rank - before) / counts[i];
      }
      before += counts[i];
    }
    return total == 0 ? 0 : bounds[bounds.length - 1];
  }

  @Override
  public long[] getValues() {
    return new long[0];
  }

  @Override
  public int size() {
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  @Override
  public long getMax() {
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] > 0) {
        return bounds[Math.min(i, bounds.length - 1)];
      }
    }
    return 0;
  }

  @Override
  public double getMean() {
    return total == 0 ? 0 : (double) sum / total;
  }

  @Override
  public long getMin() {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        return lower(i);
      }
    }
    return 0;
  }

  /** Buckets do not tell. */
  @Override
  public double getStdDev() {
    return Double.NaN;
  }

  @Override
  public void dump(OutputStream output) {
    PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8);
    for (int i = 0; i < counts.length; i++) {
      out.printf("%s %d%n", i < bounds.length ? bounds[i] : "more", counts[i]);
    }
    out.flush();
  }

  private long lower(int bucket) {
    return bucket == 0 ? 0 : bounds[bucket - 1];
  }
}
