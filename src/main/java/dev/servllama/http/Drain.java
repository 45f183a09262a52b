package dev.servllama.http;

import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The end of the server, seen from its requests: from {@link #begin} on new ones are refused, those
 * that run may finish until the time is over, and then they are cut off. Thread-safe.
 */
public final class Drain implements Runnable {
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** For those cut off to write their last words. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Duration timeout;
  private final Set<RequestTrace> running = new HashSet<>();
  private boolean begun;
  private long deadline;

  /**
   * @param timeout how long requests may go on, from zero
   */
  public Drain(Duration timeout) {
    this.timeout = timeout;
  }

  /** Refuses new requests from now on; only the first call counts. */
  public synchronized void begin() {
    if (!begun) {
      begun = true;
      deadline = System.nanoTime() + timeout.toNanos();
    }
  }

  /** Begins, and returns when no request runs any more, or the last has been cut off. */
  @Override
  public void run() {
    begin();
    try {
      if (!awaitUntil(deadline())) {
        cutOff();
        awaitUntil(System.nanoTime() + LAST_WORDS.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cutOff();
    }
  }

  /** Whether new requests are refused. */
  synchronized boolean isDraining() {
    return begun;
  }

  synchronized void enter(RequestTrace request) {
    running.add(request);
  }

  synchronized void leave(RequestTrace request) {
    running.remove(request);
    if (running.isEmpty()) {
      notifyAll();
    }
  }

  /** What is said to those that come too late, and to those that took too long. */
  static UnavailableException stopping() {
    return new UnavailableException("The server is stopping. Try again in a while.", RETRY);
  }

  private synchronized long deadline() {
    return deadline;
  }

  private synchronized boolean awaitUntil(long end) throws InterruptedException {
    long millis = millisUntil(end);
    while (!running.isEmpty() && millis > 0) {
      wait(millis);
      millis = millisUntil(end);
    }
    return running.isEmpty();
  }

  private static long millisUntil(long end) {
    return Duration.ofNanos(end - System.nanoTime()).toMillis();
  }

  /** Outside the lock: whoever is cut off may leave at once. */
  private void cutOff() {
    Set<RequestTrace> late;
    synchronized (this) {
      late = Set.copyOf(running);
    }
    late.forEach(RequestTrace::cut);
  }
}
