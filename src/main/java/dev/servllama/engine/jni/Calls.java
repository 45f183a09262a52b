package dev.servllama.engine.jni;

import dev.servllama.engine.jni.frame.Event;
import dev.servllama.error.EngineFailedException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Questions to the child that wait for one answer each. Thread-safe. */
final class Calls {
  private static final long PATIENCE_SECONDS = 60;

  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<Event>> open = new ConcurrentHashMap<>();

  /**
   * Asks and waits.
   *
   * @param send sends the question under the id that it is given
   * @throws EngineFailedException if the child dies, fails, or does not answer
   */
  Event ask(LongConsumer send) {
    long id = ids.incrementAndGet();
    CompletableFuture<Event> answer = new CompletableFuture<>();
    open.put(id, answer);
    try {
      send.accept(id);
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new EngineFailedException("The engine failed while it read the text.", e.getCause());
    } catch (TimeoutException e) {
      throw new EngineFailedException("The engine did not answer in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailedException("The server is stopping.", e);
    } finally {
      open.remove(id);
    }
  }

  /** Hands in the answer to a call. */
  void answer(long id, Event event) {
    CompletableFuture<Event> answer = open.get(id);
    if (answer != null) {
      answer.complete(event);
    }
  }

  /** Fails a call. */
  void fail(long id, String message) {
    CompletableFuture<Event> answer = open.get(id);
    if (answer != null) {
      answer.completeExceptionally(new IllegalStateException(message));
    }
  }

  /** Fails all calls: the child is gone. */
  void failAll() {
    open.keySet().forEach(id -> fail(id, "The process ended"));
  }
}
