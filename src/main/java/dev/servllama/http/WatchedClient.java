package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A client that is being watched, until this is closed. Thread-safe. */
final class WatchedClient implements AutoCloseable {
  /** One that is missing once may have been passed over: the table changes while it is read. */
  private static final int MISSES = 2;

  private final ConnectionTable.Connection connection;
  private final Optional<DirectPeers.Peer> peer;
  private final Consumer<WatchedClient> whenClosed;
  private Runnable whenGone = () -> {};
  private BooleanSupplier waits = () -> false;
  private boolean gone;
  private int missed;
  private boolean seen;

  WatchedClient(HttpServletRequest request, Consumer<WatchedClient> whenClosed) {
    connection = ConnectionTable.Connection.of(request);
    peer = DirectPeers.Peer.of(request);
    this.whenClosed = whenClosed;
  }

  ConnectionTable.Connection connection() {
    return connection;
  }

  /** Empty where its address may be one that a proxy has put there. */
  Optional<DirectPeers.Peer> peer() {
    return peer;
  }

  /** What to do when the client goes; done at once if it has gone already. */
  synchronized void whenGone(Runnable action) {
    whenGone = action;
    if (gone) {
      action.run();
    }
  }

  /**
   * There is no hurry to notice that it has gone.
   *
   * @param waits while this is true; any thread may ask
   */
  synchronized void noHurryWhile(BooleanSupplier waits) {
    this.waits = waits;
  }

  /** Whether it must be noticed soon that it has gone. */
  synchronized boolean isUrgent() {
    return missed > 0 || !waits.getAsBoolean();
  }

  /**
   * Whether it has gone, after a look at the table.
   *
   * @param open whether its connection is open; empty where the table does not have it
   * @param peers whom the table is known to show
   */
  synchronized boolean hasLeft(Optional<Boolean> open, DirectPeers peers) {
    seen |= open.isPresent();
    missed = open.isPresent() ? 0 : missed + 1;
    return open.map(is -> !is).orElse(missed >= MISSES && (seen || peers.include(this)));
  }

  synchronized boolean isGone() {
    return gone;
  }

  synchronized void leave() {
    gone = true;
    whenGone.run();
  }

  @Override
  public void close() {
    whenClosed.accept(this);
  }
}
