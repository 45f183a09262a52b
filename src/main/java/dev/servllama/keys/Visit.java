package dev.servllama.keys;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A request that was taken in, from then until it is over. It ends once: with what it has used, or
 * without. Thread-safe.
 */
public final class Visit implements AutoCloseable {
  private final Caller caller;
  private final Account account;
  private final Runnable whenOver;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private Runnable whenRevoked = () -> {};
  private boolean revoked;

  Visit(Caller caller, Account account, Consumer<Visit> whenOver) {
    this.caller = caller;
    this.account = account;
    this.whenOver = () -> whenOver.accept(this);
  }

  /** Who came. */
  public Caller caller() {
    return caller;
  }

  /** Ends it and charges what it has used. Does nothing if it has ended. */
  public void finish(Usage used) {
    if (open.getAndSet(false)) {
      account.charge(used);
      over();
    }
  }

  /** Ends it without a charge: nothing was used. Does nothing if it has ended. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      over();
    }
  }

  private void over() {
    account.leave();
    whenOver.run();
  }

  /** What to do when the caller's key is taken away meanwhile; done at once if it has been. */
  public synchronized void whenRevoked(Runnable action) {
    whenRevoked = action;
    if (revoked) {
      action.run();
    }
  }

  /** Whether the caller's key was taken away meanwhile. */
  public synchronized boolean revoked() {
    return revoked;
  }

  synchronized void revoke() {
    if (!revoked) {
      revoked = true;
      whenRevoked.run();
    }
  }
}
