package dev.servllama.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads of a web application must be gone when it is undeployed, not merely told to go. */
final class Threads {
  private static final long PATIENCE_SECONDS = 5;

  private Threads() {}

  static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
