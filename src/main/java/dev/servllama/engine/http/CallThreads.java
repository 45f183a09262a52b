package dev.servllama.engine.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that wait for another process: as many as it has work for us. Thread-safe. */
public final class CallThreads implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final AtomicInteger count = new AtomicInteger();
  private final ExecutorService threads;

  /**
   * @param name begins the threads' names
   */
  public CallThreads(String name) {
    threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs it soon; never, after {@link #close}. */
  public void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      // Whoever closed this fails what was under way.
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
