package dev.servllama.metrics;

import java.util.Arrays;

/** Bounds of histograms' buckets: of times in nanoseconds, of sizes as they are. */
final class Bounds {
  /** From a file that is served to an answer that fills the context. */
  static final long[] REQUEST =
      millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000);

  /** Times to a first token, and in a queue. */
  static final long[] WAIT =
      millis(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000);

  /** A token: from 1000 a second to one. */
  static final long[] TOKEN = millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);

  /** Powers of two, as batches have them. */
  static final long[] BATCH = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048};

  private Bounds() {}

  private static long[] millis(long... millis) {
    return Arrays.stream(millis).map(each -> each * 1_000_000).toArray();
  }
}
