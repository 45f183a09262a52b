package dev.servllama.models.gguf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of work in this thread allocates and how long it takes. */
record Footprint(long startBytes, long startNanos) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MAX_BYTES = 100_000_000;
  private static final long MAX_MILLIS = 1000;

  static Footprint start() {
    return new Footprint(THREADS.getCurrentThreadAllocatedBytes(), System.nanoTime());
  }

  long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - startBytes;
  }

  long millis() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  void assertSmall(String what) {
    long bytes = bytes();
    long millis = millis();
    assertTrue(bytes < MAX_BYTES, () -> bytes + " bytes allocated: " + what);
    assertTrue(millis < MAX_MILLIS, () -> millis + " ms: " + what);
  }
}
