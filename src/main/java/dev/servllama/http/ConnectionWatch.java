package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that clients have gone. A servlet learns that only when it writes, and while a request
 * waits, while its prompt is read, and all the time that a whole answer takes, there is nothing to
 * write. The operating system knows: where it can be asked, it is, a few times a second, as long as
 * there is anybody to ask about. Thread-safe.
 */
public final class ConnectionWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConnectionWatch.class);
  private static final long INTERVAL_MILLIS = 250;
  private static final long FIRST_LOOK_MILLIS = 20;
  private static final int MISSES = 2;
  private static final int FEW = 32;

  private final Optional<ConnectionTable> table;
  private final Set<Watched> watches = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean lookIsDue = new AtomicBoolean();
  private final NamedThreads threads = new NamedThreads("connection-watch");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(threads);

  /** A client that is being watched, until this is closed. */
  static final class Watched implements AutoCloseable {
    private final ConnectionWatch owner;
    private final ConnectionTable.Connection connection;
    private Runnable whenGone = () -> {};
    private boolean gone;
    private int missed;
    private boolean seen;

    private Watched(ConnectionWatch owner, ConnectionTable.Connection connection) {
      this.owner = owner;
      this.connection = connection;
    }

    /** What to do when the client goes; done at once if it has gone already. */
    synchronized void whenGone(Runnable action) {
      whenGone = action;
      if (gone) {
        action.run();
      }
    }

    /**
     * One that was never there has another address, put by a proxy, and is never found gone. One
     * that is missing once may have been passed over, for the table changes while it is read.
     */
    private synchronized boolean hasLeft(Map<ConnectionTable.Connection, Boolean> all) {
      Boolean open = all.get(connection);
      seen |= open != null;
      missed = open == null ? missed + 1 : 0;
      return open == null ? seen && missed >= MISSES : !open;
    }

    private synchronized void leave() {
      gone = true;
      whenGone.run();
    }

    @Override
    public void close() {
      owner.watches.remove(this);
    }
  }

  /**
   * @param table what to ask; empty where the operating system cannot be asked, and then nobody is
   *     ever found to have gone
   */
  public ConnectionWatch(Optional<ConnectionTable> table) {
    this.table = table;
    timer.scheduleWithFixedDelay(
        this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Watches over the client of a request, from when the request arrives. */
  Watched watch(HttpServletRequest request) {
    Watched watched = new Watched(this, ConnectionTable.Connection.of(request));
    if (table.isPresent()) {
      if (watches.size() < FEW) {
        watched.hasLeft(table.get().all());
      } else {
        lookSoon();
      }
      watches.add(watched);
    }
    return watched;
  }

  /** A connection must be seen once before it can be missed: of a rush of them, all in one look. */
  private void lookSoon() {
    if (lookIsDue.compareAndSet(false, true)) {
      timer.schedule(
          () -> {
            lookIsDue.set(false);
            look();
          },
          FIRST_LOOK_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    threads.end(timer);
  }

  private void look() {
    if (watches.isEmpty()) {
      return;
    }
    try {
      Map<ConnectionTable.Connection, Boolean> all = table.orElseThrow().all();
      for (Watched watched : watches) {
        if (watched.hasLeft(all) && watches.remove(watched)) {
          watched.leave();
        }
      }
    } catch (RuntimeException e) {
      log.warn("The table of connections cannot be read", e);
    }
  }
}
