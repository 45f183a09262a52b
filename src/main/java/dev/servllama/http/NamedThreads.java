package dev.servllama.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads with numbered names and sees them off: the threads of a web application must
 * be gone when it is undeployed. An executor that has terminated may still have a thread that is
 * about to end, and a container that looks just then reports a leak. Thread-safe.
 */
final class NamedThreads implements ThreadFactory {
  private static final long PATIENCE_MILLIS = 5_000;

  private final String name;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /**
   * @param name the numbers come behind it
   */
  NamedThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable work) {
    threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /** Ends an executor that has its threads from here, and waits until they are gone. */
  void end(ExecutorService executor) {
    executor.shutdownNow();
    try {
      executor.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      for (Thread thread : threads) {
        thread.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
