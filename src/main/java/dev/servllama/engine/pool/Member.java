package dev.servllama.engine.pool;

import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.Reservation;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** A model of the pool, and how it stands with it. Guarded by the pool, but for its leases. */
final class Member {
  enum State {
    /** A request loads it. */
    UNLOADED,
    /** An engine is being started, or reads the model. */
    LOADING,
    /** Its engine answers. */
    LOADED,
    /** Its engine is being closed. */
    LEAVING,
    /** It could not be loaded; it is tried again when asked, after a while. */
    FAILED
  }

  final String id;
  final ModelSource source;

  final Deque<Waiter> waiters = new ArrayDeque<>();

  /** Places that are taken in its engine. Given back by the engine's threads, under no lock. */
  final AtomicInteger leases = new AtomicInteger();

  State state = State.UNLOADED;
  Engine engine;

  /** Whether it stays in memory when nobody asks, as long as there is room. */
  boolean kept;

  /** Whether it is to go as soon as nobody uses it, because another one is wanted. */
  boolean giving;

  /** Whether somebody has asked that it goes. */
  boolean dismissed;

  /** Whether the model is no more; nobody gets a place in it then. */
  boolean removed;

  /** Whether somebody has asked that it is loaded, without a job for it. */
  boolean asked;

  volatile long lastUse = System.nanoTime();
  private final FailedLoads failed = new FailedLoads();

  Member(String id, ModelSource source) {
    this.id = id;
    this.source = source;
  }

  boolean inMemory() {
    return state == State.LOADING || state == State.LOADED;
  }

  boolean takesMemory() {
    return engine != null || state == State.LOADING;
  }

  boolean idle() {
    return state == State.LOADED && leases.get() == 0 && waiters.isEmpty();
  }

  /** Whether it answers, and is not about to go. */
  boolean stays() {
    return state == State.LOADED && !giving && !dismissed;
  }

  int waitingJobs() {
    return waiters.stream().mapToInt(Waiter::jobs).sum();
  }

  void loads() {
    state = State.LOADING;
    asked = false;
    lastUse = System.nanoTime();
  }

  /** Nobody else is wanted any more, so it need not give way. */
  void stay() {
    if (giving) {
      giving = false;
      admitWaiters();
    }
  }

  /** Its engine is to be closed; whether it has failed stays known. */
  void leaves() {
    if (state != State.FAILED) {
      state = State.LEAVING;
    }
  }

  void ended() {
    engine = null;
    giving = false;
    dismissed = false;
    if (state != State.FAILED) {
      state = State.UNLOADED;
    }
  }

  /** It answers: whoever waited gets places. */
  void loaded() {
    state = State.LOADED;
    failed.forget();
    admitWaiters();
  }

  private void admitWaiters() {
    while (!waiters.isEmpty()) {
      Waiter waiter = waiters.remove();
      try {
        Reservation places = reserve(waiter);
        if (!waiter.grant(places)) {
          places.close();
          leases.decrementAndGet();
        }
      } catch (ServllamaException e) {
        waiter.refuse(e);
      }
    }
  }

  /** Takes places in the engine, which are a lease. */
  Reservation reserve(Waiter waiter) {
    Reservation places = engine.reserve(waiter.jobs(), waiter.requester());
    leases.incrementAndGet();
    lastUse = System.nanoTime();
    return places;
  }

  void failed(String reason) {
    state = State.FAILED;
    failed.add(reason);
    refuseWaiters(failed.unavailable());
  }

  void goesForGood() {
    removed = true;
    dismissed = true;
    refuseWaiters(gone());
  }

  /**
   * @throws UnavailableException if the model is no more, or never loaded
   */
  void requireThere() {
    if (removed) {
      throw gone();
    }
    source
        .refusal()
        .ifPresent(
            reason -> {
              throw new UnavailableException(reason, null);
            });
  }

  private UnavailableException gone() {
    return new UnavailableException("The model '%s' has gone.".formatted(id), null);
  }

  void refuseWaiters(RuntimeException reason) {
    while (!waiters.isEmpty()) {
      waiters.remove().refuse(reason);
    }
  }

  /**
   * @throws UnavailableException if it could not be loaded, and it is too early to try again
   */
  void requireTriable() {
    if (state == State.FAILED && failed.isTooEarly()) {
      throw failed.unavailable();
    }
  }

  EngineStatus status() {
    EngineStatus inner =
        engine == null || state == State.LEAVING || state == State.FAILED
            ? new EngineStatus(phase(), 0, detail(), 0, 0, 0, 0)
            : engine.status();
    return new EngineStatus(
        inner.phase(),
        inner.progress(),
        inner.detail(),
        inner.slots(),
        inner.busy(),
        inner.waiting() + waitingJobs(),
        inner.restarts());
  }

  private Phase phase() {
    return switch (state) {
      case UNLOADED, LEAVING -> Phase.UNLOADED;
      case LOADING -> Phase.LOADING;
      case LOADED -> Phase.READY;
      case FAILED -> Phase.FAILED;
    };
  }

  private String detail() {
    return switch (state) {
      case UNLOADED, LEAVING -> "The model is not in memory; a request loads it.";
      case LOADING -> "The model is being loaded.";
      case LOADED -> "";
      case FAILED -> failed.reason();
    };
  }
}
