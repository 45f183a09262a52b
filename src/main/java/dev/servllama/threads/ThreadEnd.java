package dev.servllama.threads;

import java.util.List;

/** Waits for threads to end, whoever interrupts the one that waits. Thread-safe. */
public final class ThreadEnd {
  private ThreadEnd() {}

  /**
   * Returns when the threads have ended, or were never started; an interrupt is kept for the
   * caller.
   */
  public static void await(Thread... threads) {
    await(List.of(threads));
  }

  /** The same of any number of them. */
  public static void await(Iterable<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
