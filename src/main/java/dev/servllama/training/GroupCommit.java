package dev.servllama.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Commits what several threads bring together: forcing to disk takes as long for many as for one.
 * The first to come commits alone; those who come meanwhile wait, and the first of them commits for
 * all. So there is no thread to be ended, and nobody waits for longer than two commits.
 * Thread-safe.
 *
 * @param <T> what is committed; told apart by identity
 */
final class GroupCommit<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Consumer<List<T>> committer;
  private final List<T> waiting = new ArrayList<>();
  private final Set<T> undone = new HashSet<>();
  private boolean busy;

  /**
   * @param committer called by one thread at a time; must tell each of its arguments how it went,
   *     and throw nothing
   */
  GroupCommit(Consumer<List<T>> committer) {
    this.committer = committer;
  }

  /** Returns when it has been committed. An interrupt does not end the waiting: it is short. */
  void commit(T item) {
    lock.lock();
    try {
      waiting.add(item);
      undone.add(item);
      while (busy && undone.contains(item)) {
        changed.awaitUninterruptibly();
      }
      if (undone.contains(item)) {
        List<T> group = List.copyOf(waiting);
        waiting.clear();
        alone(() -> committer.accept(group));
        group.forEach(undone::remove);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Does something else while nothing is being committed. */
  void exclusively(Runnable work) {
    lock.lock();
    try {
      while (busy) {
        changed.awaitUninterruptibly();
      }
      alone(work);
    } finally {
      lock.unlock();
    }
  }

  /** Works without the lock, so that others can come and wait. */
  private void alone(Runnable work) {
    busy = true;
    lock.unlock();
    try {
      work.run();
    } finally {
      lock.lock();
      busy = false;
      changed.signalAll();
    }
  }
}
