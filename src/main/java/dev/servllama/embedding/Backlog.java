package dev.servllama.embedding;

import dev.servllama.error.OverloadedException;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The requests that wait, and how much more may. Whoever computes takes a round at a time, with a
 * share from each request in turn, so that a request of thousands of texts does not hold up one of
 * a single text. Thread-safe.
 */
final class Backlog {
  /** What one request may put into a round before the next one's turn, in tokens. */
  private static final int SHARE = 1024;

  private static final int ROUND = 8192;
  private static final double SMOOTHING = 0.2;

  private final int limit;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int waitingTokens;
  private double tokensPerSecond = 1000;
  private boolean closed;

  /**
   * @param limit tokens that may wait; a request is taken while there are fewer
   */
  Backlog(int limit) {
    this.limit = limit;
  }

  /**
   * Queues a request.
   *
   * @throws OverloadedException if too much is waiting
   */
  synchronized void add(Waiting request) {
    checkRoom();
    queue.addLast(request);
    waitingTokens += request.tokens();
    notifyAll();
  }

  /**
   * Refuses at the door, before there is work with a request.
   *
   * @throws OverloadedException if too much is waiting
   */
  synchronized void checkRoom() {
    if (closed) {
      throw closing();
    }
    if (waitingTokens >= limit) {
      forgetAbandoned();
    }
    if (waitingTokens >= limit) {
      throw new OverloadedException(
          "%d tokens are waiting to be embedded, %d is the most.".formatted(waitingTokens, limit),
          Duration.ofMillis((long) (1000 * (waitingTokens - limit + SHARE) / tokensPerSecond)));
    }
  }

  /** Tokens that wait. */
  synchronized int tokens() {
    return waitingTokens;
  }

  /** Waits for texts, and takes a round of them, the shortest first. */
  synchronized List<Waiting.Text> nextRound() throws InterruptedException {
    List<Waiting.Text> next = new ArrayList<>();
    while (next.isEmpty()) {
      while (queue.isEmpty()) {
        wait();
      }
      fill(next);
    }
    next.sort(Comparator.comparingInt(text -> text.ids().length));
    return next;
  }

  /** Notes how long computing took, for those who are told when to come again. */
  synchronized void computed(int tokens, long nanos) {
    tokensPerSecond += SMOOTHING * (tokens * 1e9 / Math.max(1, nanos) - tokensPerSecond);
  }

  /** Takes no more requests. */
  synchronized void close() {
    closed = true;
  }

  /** Fails all that still wait; nothing may be computing any more. */
  synchronized void failAll() {
    queue.forEach(request -> request.result().completeExceptionally(closing()));
    queue.clear();
  }

  static UnavailableException closing() {
    return new UnavailableException("The server is stopping.", null);
  }

  private void fill(List<Waiting.Text> round) {
    int tokens = 0;
    while (!queue.isEmpty() && tokens < ROUND) {
      Waiting request = queue.pollFirst();
      if (request.isAbandoned()) {
        waitingTokens -= request.tokensLeft();
        continue;
      }
      List<Waiting.Text> taken = request.take(SHARE);
      int sum = taken.stream().mapToInt(text -> text.ids().length).sum();
      tokens += sum;
      waitingTokens -= sum;
      round.addAll(taken);
      if (!request.isTaken()) {
        queue.addLast(request);
      }
    }
  }

  private void forgetAbandoned() {
    queue.removeIf(
        request -> {
          boolean abandoned = request.isAbandoned();
          if (abandoned) {
            waitingTokens -= request.tokensLeft();
          }
          return abandoned;
        });
  }
}
