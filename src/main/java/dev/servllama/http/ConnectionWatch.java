package dev.servllama.http;

import dev.servllama.http.ConnectionTable.State;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private final Optional<ConnectionTable> table;
  private final Map<Watch, Runnable> watches = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "connection-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** A client that is being watched, until this is closed. */
  public interface Watched extends AutoCloseable {
    @Override
    void close();
  }

  /** Two requests may share a connection, so these are told apart by identity. */
  private static final class Watch implements Watched {
    private final ConnectionWatch owner;
    private final ConnectionTable.Connection connection;

    private Watch(ConnectionWatch owner, ConnectionTable.Connection connection) {
      this.owner = owner;
      this.connection = connection;
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

  /**
   * Watches over the client of a request.
   *
   * @param gone told at most once, soon after the client has closed its connection, and at once if
   *     it has done so already
   */
  Watched watch(HttpServletRequest request, Runnable gone) {
    ConnectionTable.Connection connection = ConnectionTable.Connection.of(request);
    Optional<State> now = table.map(asked -> asked.read().get(connection));
    if (now.equals(Optional.of(State.LEFT))) {
      gone.run();
    }
    // One that is not found now, for a proxy may have put another address, would be found gone.
    if (!now.equals(Optional.of(State.OPEN))) {
      return () -> {};
    }
    Watch watch = new Watch(this, connection);
    watches.put(watch, gone);
    return watch;
  }

  @Override
  public void close() {
    Threads.end(timer);
  }

  private void look() {
    if (watches.isEmpty()) {
      return;
    }
    try {
      var connections = table.orElseThrow().read();
      for (Watch watch : watches.keySet()) {
        if (connections.get(watch.connection) != State.OPEN) {
          Optional.ofNullable(watches.remove(watch)).ifPresent(Runnable::run);
        }
      }
    } catch (RuntimeException e) {
      log.warn("The table of connections cannot be read", e);
    }
  }
}
