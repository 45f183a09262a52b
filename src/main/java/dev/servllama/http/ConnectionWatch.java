package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * there is anybody to ask about. Each time costs milliseconds of a core that the model could use,
 * so those who only wait for a slot, and keep nobody from one, are asked about half as often.
 * Thread-safe.
 */
public final class ConnectionWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConnectionWatch.class);
  private static final long INTERVAL_MILLIS = 250;
  private static final int UNHURRIED = 2;

  private final Optional<ConnectionTable> table;
  private final Set<WatchedClient> watched = ConcurrentHashMap.newKeySet();
  private final DirectPeers peers = new DirectPeers();
  private final NamedThreads threads = new NamedThreads("connection-watch");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(threads);
  private long ticks;

  /**
   * @param table what to ask; empty where the operating system cannot be asked, and then nobody is
   *     ever found to have gone
   */
  public ConnectionWatch(Optional<ConnectionTable> table) {
    this.table = table;
    timer.scheduleWithFixedDelay(
        this::tick, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Watches over the client of a request, from when the request arrives. */
  WatchedClient watch(HttpServletRequest request) {
    WatchedClient client = new WatchedClient(request, watched::remove);
    if (table.isPresent()) {
      watched.add(client);
      if (client.peer().isPresent() && !peers.include(client)) {
        // A peer must be seen once before it can be missed, and may be gone in no time.
        look(List.of(client));
      }
    }
    return client;
  }

  @Override
  public void close() {
    threads.end(timer);
  }

  private void tick() {
    ticks++;
    if (ticks % UNHURRIED == 0 || watched.stream().anyMatch(WatchedClient::isUrgent)) {
      look(watched);
    }
  }

  private void look(Collection<WatchedClient> clients) {
    if (clients.isEmpty()) {
      return;
    }
    try {
      Map<ConnectionTable.Connection, Boolean> states =
          table.orElseThrow().states(clients.stream().map(WatchedClient::connection).toList());
      clients.forEach(
          client -> judge(client, Optional.ofNullable(states.get(client.connection()))));
    } catch (RuntimeException e) {
      log.warn("The table of connections cannot be read", e);
    }
  }

  private void judge(WatchedClient client, Optional<Boolean> open) {
    if (open.isPresent()) {
      peers.add(client);
    }
    if (client.hasLeft(open, peers) && watched.remove(client)) {
      client.leave();
    }
  }
}
