package dev.servllama.engine.llamaserver;

import dev.servllama.engine.http.CallThreads;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.engine.http.ResponseHead;
import dev.servllama.engine.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks one llama-server how it is, one question at a time. Thread-safe. */
final class HealthProbe {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final byte[] NOTHING = {};

  private final Endpoint endpoint;
  private final ChildProcess child;
  private final Runnable whenReady;
  private final CallThreads threads;
  private final AtomicBoolean asking = new AtomicBoolean();

  /**
   * @param whenReady told once, when the model is loaded
   */
  HealthProbe(Endpoint endpoint, ChildProcess child, Runnable whenReady, CallThreads threads) {
    this.endpoint = endpoint;
    this.child = child;
    this.whenReady = whenReady;
    this.threads = threads;
  }

  /** Asks until the model is loaded, or the process has ended. */
  void watchLoading() {
    asking.set(true);
    threads.execute(this::load);
  }

  /** Asks for a sign of life, unless the last question still waits for its answer. */
  void beat() {
    if (asking.compareAndSet(false, true)) {
      threads.execute(
          () -> {
            answers();
            asking.set(false);
          });
    }
  }

  private void load() {
    try {
      while (!child.waitFor(PAUSE)) {
        if (answers()) {
          asking.set(false);
          whenReady.run();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it is ready; any answer is a sign of life. */
  private boolean answers() {
    try (HttpExchange exchange = Exchange.open(endpoint)) {
      ResponseHead head = exchange.send("GET", "/health", Exchange.headers(endpoint), NOTHING);
      exchange.text();
      child.heard();
      return head.ok();
    } catch (IOException e) {
      // It does not listen yet, or has gone: which of them, its process shows.
      return false;
    }
  }
}
