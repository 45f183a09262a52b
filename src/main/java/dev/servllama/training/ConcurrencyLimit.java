package dev.servllama.training;

import dev.servllama.error.OverloadedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets only so many work at once. Thread-safe. */
final class ConcurrencyLimit {
  private static final int MOST = 64;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Semaphore places = new Semaphore(MOST);

  /**
   * Works.
   *
   * @throws OverloadedException if too many do so already
   */
  <T> T run(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new OverloadedException(
          "%d requests are at the training data already.".formatted(MOST), SOON);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
