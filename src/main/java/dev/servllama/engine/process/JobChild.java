package dev.servllama.engine.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child that is given one job at a time and answers in lines. Unlike one under a {@link
 * Supervisor} it is not started again: its owner judges what a death means. A child that writes
 * faster than its owner reads has to wait. For one thread, but for {@link #kill}.
 */
public final class JobChild implements AutoCloseable {
  private static final int LINES = 256;
  private static final Duration LOOK = Duration.ofMillis(50);

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(LINES);
  private final ChildProcess child;
  private volatile boolean closed;

  private JobChild(ChildCommand command) throws IOException {
    child = ChildProcess.start(command, (from, line) -> take(line));
  }

  /** Starts a child. */
  public static JobChild start(ChildCommand command) throws IOException {
    return new JobChild(command);
  }

  private void take(String line) {
    try {
      while (!closed && !lines.offer(line, LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        // It is full.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives it a job. */
  public void send(String line) {
    child.send(line);
  }

  /**
   * The next line of its answer.
   *
   * @param patience how long to wait
   * @return empty if none came: the child has ended, or it still works
   */
  public Optional<String> read(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean ended = false;
    while (true) {
      String line = lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (line != null) {
        return Optional.of(line);
      }
      if (ended || closed || System.nanoTime() - deadline >= 0) {
        return Optional.empty();
      }
      // What an ended child has written last may still be on its way.
      ended = child.waitFor(LOOK);
    }
  }

  /** Whether it still runs. */
  public boolean isRunning() throws InterruptedException {
    return !child.waitFor(Duration.ZERO);
  }

  /** The operating system's id of the process. */
  public long pid() {
    return child.pid();
  }

  /** Ends it at once, whatever it does. */
  public void kill() {
    closed = true;
    child.kill();
  }

  /** Ends it and says how it ended. */
  public ExitReport end() throws InterruptedException {
    closed = true;
    child.end();
    return child.report();
  }

  @Override
  public void close() {
    kill();
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
