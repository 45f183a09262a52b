package dev.servllama.engine.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one child running: starts it, pings it, kills it when it has gone silent, starts it again
 * when it has died. One thread does all of this; {@link #close} ends it and the child.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  /** So many intervals between two looks mean that this process was stopped. */
  private static final int STANDSTILL = 4;

  /** What the owner of the child is told, all from the supervisor's threads. */
  public interface Client {

    /** A child has started; nothing has been sent to it yet. */
    void started(ChildProcess child);

    /** A line from a child's standard output. */
    void line(ChildProcess child, String line);

    /**
     * The child has ended.
     *
     * @param again how long until the next start
     * @return whether there should be a next start
     */
    boolean ended(ExitReport report, Duration again);
  }

  /**
   * How a child shows that it is alive.
   *
   * @param beat asks for a sign of life, without waiting for it; {@link ChildProcess#heard} notes
   *     it
   * @param interval between two of them
   * @param patience how long a silent child is waited for
   */
  public record Heartbeat(Consumer<ChildProcess> beat, Duration interval, Duration patience) {}

  private final Supplier<ChildCommand> command;
  private final Heartbeat heartbeat;
  private final Client client;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile ChildProcess current;

  /**
   * @param name for the thread
   * @param command how the next child is started
   */
  public Supervisor(
      String name, Supplier<ChildCommand> command, Heartbeat heartbeat, Client client) {
    this.command = command;
    this.heartbeat = heartbeat;
    this.client = client;
    thread = new Thread(this::supervise, name);
    thread.setDaemon(true);
  }

  /** Starts the first child. Call it once. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closing.countDown();
    ChildProcess child = current;
    try {
      if (child != null) {
        child.end();
      }
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    try {
      boolean again = true;
      while (again && !closing()) {
        long start = System.nanoTime();
        ExitReport report = runOne();
        if (closing()) {
          return;
        }
        Duration delay = backoff.next(Duration.ofNanos(System.nanoTime() - start));
        again = client.ended(report, delay);
        again &= !closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ExitReport runOne() throws InterruptedException {
    ChildProcess child;
    try {
      child = ChildProcess.start(command.get(), client::line);
    } catch (IOException e) {
      return new ExitReport(-1, "The process could not be started: " + e.getMessage());
    }
    current = child;
    client.started(child);
    watch(child);
    return child.report();
  }

  private void watch(ChildProcess child) throws InterruptedException {
    long last = System.nanoTime();
    while (!child.waitFor(heartbeat.interval())) {
      Duration silence = child.silence();
      long now = System.nanoTime();
      if (now - last > STANDSTILL * heartbeat.interval().toNanos()) {
        // We stood still ourselves, and perhaps the child with us: the silence tells nothing.
        child.heard();
        silence = Duration.ZERO;
      }
      last = now;
      if (closing()) {
        child.end();
      } else if (silence.compareTo(heartbeat.patience()) > 0) {
        log.warn("Process {} has stopped answering and is replaced", child.pid());
        child.kill();
      } else {
        heartbeat.beat().accept(child);
      }
    }
  }

  private boolean closing() {
    return closing.getCount() == 0;
  }
}
