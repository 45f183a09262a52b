package dev.servllama.engine.pool;

import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Jobs that want places in an engine as soon as it has loaded its model. Thread-safe. */
final class Waiter {
  private final int jobs;
  private final Requester requester;
  private final CompletableFuture<Reservation> places = new CompletableFuture<>();

  Waiter(int jobs, Requester requester) {
    this.jobs = jobs;
    this.requester = requester;
  }

  int jobs() {
    return jobs;
  }

  Requester requester() {
    return requester;
  }

  /** Returns false if it has left. */
  boolean grant(Reservation granted) {
    return places.complete(granted);
  }

  void refuse(RuntimeException reason) {
    places.completeExceptionally(reason);
  }

  /** Returns false if it waits no more. */
  boolean leave() {
    return places.cancel(false);
  }

  /**
   * Returns false if it still waits after that time.
   *
   * @throws CancellationException if it has left
   */
  boolean await(Duration patience) throws InterruptedException {
    try {
      places.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  boolean isGranted() {
    return places.isDone() && !places.isCompletedExceptionally();
  }

  /** The places, which it has. */
  Reservation places() {
    try {
      Reservation granted = places.getNow(null);
      if (granted == null) {
        throw new UnavailableException("The model is not loaded yet.", Duration.ofSeconds(1));
      }
      return granted;
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }
}
