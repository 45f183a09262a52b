package dev.servllama.engine.pool;

import dev.servllama.engine.Admission;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.error.ConflictException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Models that share the memory. A request for one that is not loaded waits in line for it; all that
 * wait for the same one cause one load. What has to go for it is the model that was used longest
 * ago, and one that answers goes when it has answered; whoever asks for that one from then on is in
 * line behind those who came before.
 *
 * <p>Thread-safe. The plan is the lock, for the thread that loads holds it as well.
 */
public final class EnginePool implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final PoolSettings settings;
  private final List<Member> members = new ArrayList<>();
  private final RoomPlan plan;
  private final LoadingThread thread;
  private boolean closed;

  private EnginePool(PoolSettings settings) {
    this.settings = settings;
    this.plan = new RoomPlan(settings, members);
    this.thread = new LoadingThread(plan);
  }

  /** A pool without models. */
  public static EnginePool open(PoolSettings settings) {
    EnginePool pool = new EnginePool(settings);
    pool.thread.start();
    return pool;
  }

  /**
   * Adds a model, which is not loaded yet.
   *
   * @param id names it in messages
   */
  public PooledEngine add(String id, ModelSource source) {
    synchronized (plan) {
      Member member = new Member(id, source);
      source.refusal().ifPresent(member::failed);
      members.add(member);
      return new PooledEngine(this, member);
    }
  }

  Reservation reserve(Member member, int jobs, Requester requester) {
    synchronized (plan) {
      requireOpen();
      member.requireThere();
      RoomPlan.settle(member);
      Waiter waiter = new Waiter(jobs, requester);
      if (member.stays()) {
        waiter.grant(member.reserve(waiter));
      } else {
        member.requireTriable();
        requireRoomToWait(jobs);
        member.waiters.add(waiter);
        want(member);
      }
      return new PooledReservation(this, member, waiter);
    }
  }

  private void requireRoomToWait(int jobs) {
    Admission.requirePossible(jobs, settings.maxWaiting());
    int waiting = members.stream().mapToInt(Member::waitingJobs).sum();
    if (waiting + jobs > settings.maxWaiting()) {
      throw new OverloadedException(
          "%d requests wait for models to be loaded; please try again later.".formatted(waiting),
          AGAIN);
    }
  }

  void keep(Member member) {
    synchronized (plan) {
      member.kept = true;
    }
  }

  void load(Member member) {
    synchronized (plan) {
      requireOpen();
      member.requireThere();
      member.requireTriable();
      member.asked = true;
      want(member);
    }
  }

  private void want(Member member) {
    if (!member.inMemory()) {
      plan.want(member);
      thread.wake();
    }
  }

  /** A waiter has gone; a load that nobody waits for any more is not begun. */
  void left(Member member, Waiter waiter) {
    synchronized (plan) {
      member.waiters.remove(waiter);
      plan.wantOnlyIfAsked(member);
    }
  }

  /** Called by the engines' threads, so it must take no lock. */
  void release(Member member) {
    member.lastUse = System.nanoTime();
    if (member.leases.decrementAndGet() == 0) {
      thread.wake();
    }
  }

  void unload(Member member) throws InterruptedException {
    synchronized (plan) {
      RoomPlan.settle(member);
      boolean busy = member.leases.get() > 0 || !member.waiters.isEmpty();
      if (busy || member.state == Member.State.LOADING) {
        throw new ConflictException(
            "The model '%s' is %s now; try again later."
                .formatted(member.id, busy ? "answering" : "being loaded"),
            "model_in_use");
      }
      plan.wantNoMore(member);
      member.dismissed = member.state == Member.State.LOADED;
      thread.wake();
      while (!closed && member.engine != null) {
        plan.wait();
      }
    }
  }

  /** Whoever waits for it is refused; an engine that is being started for it is closed then. */
  void remove(Member member) {
    synchronized (plan) {
      member.goesForGood();
      plan.wantNoMore(member);
      plan.forgetIfGone(member);
      thread.wake();
    }
  }

  EngineStatus status(Member member) {
    synchronized (plan) {
      return member.status();
    }
  }

  Optional<Engine> engine(Member member) {
    synchronized (plan) {
      return Optional.ofNullable(member.engine);
    }
  }

  Engine require(Member member) {
    synchronized (plan) {
      return engine(member)
          .orElseThrow(
              () -> new UnavailableException(member.status().detail(), Duration.ofSeconds(1)));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new UnavailableException("The server is stopping.", null);
    }
  }

  /** Closes all engines. What is under way in them fails, and so does whoever waits. */
  @Override
  public void close() {
    synchronized (plan) {
      closed = true;
      members.forEach(
          member ->
              member.refuseWaiters(new UnavailableException("The server is stopping.", null)));
      plan.notifyAll();
    }
    thread.close();
    members.stream().filter(member -> member.engine != null).forEach(each -> each.engine.close());
  }
}
