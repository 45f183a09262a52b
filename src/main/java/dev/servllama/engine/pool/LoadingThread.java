package dev.servllama.engine.pool;

import dev.servllama.engine.Engine;
import dev.servllama.error.ServllamaException;
import dev.servllama.threads.ThreadEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that starts and closes engines, one at a time, as the plan says. Neither is done
 * under the plan's lock, for both take their time.
 */
final class LoadingThread {
  private static final Logger log = LoggerFactory.getLogger(LoadingThread.class);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final RoomPlan plan;
  private final Thread thread = new Thread(this::run, "models");
  private volatile boolean closed;

  /**
   * @param plan says what to do; also the lock under which it is asked
   */
  LoadingThread(RoomPlan plan) {
    this.plan = plan;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** There may be something to do. Takes no lock. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Waits until what is under way is done, and does no more. */
  void close() {
    closed = true;
    wake();
    ThreadEnd.await(thread);
  }

  private void run() {
    while (!closed) {
      Optional<RoomPlan.Step> step;
      synchronized (plan) {
        step = plan.next();
      }
      step.ifPresentOrElse(this::take, () -> LockSupport.parkNanos(this, LOOK.toNanos()));
    }
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
      synchronized (plan) {
        member.engine = engine;
      }
    } catch (ServllamaException e) {
      fail(member, e.getMessage());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      log.error("The model {} could not be loaded", member.id, e);
      fail(member, "The model could not be loaded; the log says more.");
    }
  }

  private void fail(Member member, String reason) {
    member.source.ended();
    synchronized (plan) {
      member.failed(reason);
      plan.forgetIfGone(member);
    }
  }

  private void end(Member member) {
    member.engine.close();
    member.source.ended();
    synchronized (plan) {
      plan.ended(member);
      plan.notifyAll();
    }
  }
}
