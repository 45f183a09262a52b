package dev.servllama.engine.pool;

import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that share the memory. A request for one that is not loaded waits in line for it; all that
 * wait for the same one cause one load. What has to go for it is the model that was used longest
 * ago, and one that answers goes when it has answered; whoever asks for that one from then on is in
 * line behind those who came before.
 *
 * <p>One thread starts and closes engines, one at a time. Thread-safe.
 */
public final class EnginePool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EnginePool.class);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final PoolSettings settings;
  private final List<Member> members = new ArrayList<>();
  private final RoomPlan plan;
  private final Thread thread = new Thread(this::run, "models");
  private volatile boolean closed;

  private EnginePool(PoolSettings settings) {
    this.settings = settings;
    this.plan = new RoomPlan(settings, members);
    thread.setDaemon(true);
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
  public synchronized PooledEngine add(String id, ModelSource source) {
    Member member = new Member(id, source);
    members.add(member);
    return new PooledEngine(this, member);
  }

  synchronized Reservation reserve(Member member, int jobs, Requester requester) {
    requireOpen();
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

  private void requireRoomToWait(int jobs) {
    if (jobs > settings.maxWaiting()) {
      throw InvalidRequestException.of(
          "n",
          "%d answers were asked for at once; this server takes %d at most."
              .formatted(jobs, settings.maxWaiting()));
    }
    int waiting = members.stream().mapToInt(Member::waitingJobs).sum();
    if (waiting + jobs > settings.maxWaiting()) {
      throw new OverloadedException(
          "%d requests wait for models to be loaded; please try again later.".formatted(waiting),
          AGAIN);
    }
  }

  synchronized void keep(Member member) {
    member.kept = true;
  }

  synchronized void load(Member member) {
    requireOpen();
    member.requireTriable();
    member.asked = true;
    want(member);
  }

  private void want(Member member) {
    if (!member.inMemory()) {
      plan.want(member);
      LockSupport.unpark(thread);
    }
  }

  /** A waiter has gone; a load that nobody waits for any more is not begun. */
  synchronized void left(Member member, Waiter waiter) {
    member.waiters.remove(waiter);
    plan.wantOnlyIfAsked(member);
  }

  /** Called by the engines' threads, so it must take no lock. */
  void release(Member member) {
    member.lastUse = System.nanoTime();
    if (member.leases.decrementAndGet() == 0) {
      LockSupport.unpark(thread);
    }
  }

  synchronized void unload(Member member) throws InterruptedException {
    boolean busy = member.leases.get() > 0 || !member.waiters.isEmpty();
    if (busy || member.state == Member.State.LOADING) {
      throw new ConflictException(
          "The model '%s' is %s now; try again later."
              .formatted(member.id, busy ? "answering" : "being loaded"),
          "model_in_use");
    }
    plan.wantNoMore(member);
    member.dismissed = member.state == Member.State.LOADED;
    LockSupport.unpark(thread);
    while (!closed && member.engine != null) {
      wait();
    }
  }

  synchronized void remove(Member member) {
    plan.wantNoMore(member);
    if (member.engine == null) {
      members.remove(member);
    }
  }

  synchronized EngineStatus status(Member member) {
    return member.status();
  }

  synchronized Optional<Engine> engine(Member member) {
    return Optional.ofNullable(member.engine);
  }

  synchronized Engine require(Member member) {
    return engine(member)
        .orElseThrow(
            () -> new UnavailableException(member.status().detail(), Duration.ofSeconds(1)));
  }

  private void requireOpen() {
    if (closed) {
      throw new UnavailableException("The server is stopping.", null);
    }
  }

  private void run() {
    while (!closed) {
      Optional<RoomPlan.Step> step = next();
      if (step.isPresent()) {
        take(step.get());
      } else {
        LockSupport.parkNanos(this, LOOK.toNanos());
      }
    }
  }

  private synchronized Optional<RoomPlan.Step> next() {
    return closed ? Optional.empty() : plan.next();
  }

  private void take(RoomPlan.Step step) {
    if (step instanceof RoomPlan.Load load) {
      begin(load.member());
    } else if (step instanceof RoomPlan.Unload unload) {
      end(unload.member());
    }
  }

  private void begin(Member member) {
    try {
      Engine engine = member.source.start();
      synchronized (this) {
        member.engine = engine;
      }
    } catch (ServllamaException e) {
      fail(member, e.getMessage());
    } catch (RuntimeException e) {
      log.error("The model {} could not be loaded", member.id, e);
      fail(member, "The model could not be loaded; the log says more.");
    }
  }

  private void fail(Member member, String reason) {
    member.source.ended();
    synchronized (this) {
      member.failed(reason);
    }
  }

  private void end(Member member) {
    member.engine.close();
    member.source.ended();
    synchronized (this) {
      member.ended();
      if (!member.waiters.isEmpty()) {
        plan.want(member);
      }
      notifyAll();
    }
  }

  /** Closes all engines. What is under way in them fails, and so does whoever waits. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      members.forEach(
          member ->
              member.refuseWaiters(new UnavailableException("The server is stopping.", null)));
      notifyAll();
    }
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    members.stream().filter(member -> member.engine != null).forEach(each -> each.engine.close());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
