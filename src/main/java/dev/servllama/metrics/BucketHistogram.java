package dev.servllama.metrics;

import com.codahale.metrics.Histogram;

/** A histogram whose buckets can be read. Thread-safe. */
final class BucketHistogram extends Histogram {
  private final Buckets buckets;

  BucketHistogram(Buckets buckets) {
    super(buckets);
    this.buckets = buckets;
  }

  Buckets buckets() {
    return buckets;
  }
}
