package dev.servllama.embedding;

import dev.servllama.error.EngineFailedException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the texts of all waiting requests into batches and computes them, one batch after another.
 *
 * <p>It goes in rounds. A round takes a share from each request in turn until it is full, so that a
 * request of thousands of texts does not hold up one of a single text; the texts of the round are
 * sorted by length and cut into batches, so that little is padded. Thread-safe; computing is done
 * on one thread of its own.
 */
final class Batcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  /** What one request may put into a round before the next one's turn, in tokens. */
  private static final int SHARE = 1024;

  private static final int ROUND = 8192;
  private static final int BATCH = 1024;
  private static final double SMOOTHING = 0.2;

  private final Runner runner;
  private final IntConsumer batches;
  private final int limit;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Thread thread = new Thread(this::work, "embedding");
  private List<Waiting.Text> round = List.of();
  private int waitingTokens;
  private double tokensPerSecond = 1000;
  private boolean closed;

  /**
   * @param runner computes batches
   * @param batches is told how many texts are in a batch that was computed
   * @param limit tokens that may wait; a request is taken while there are fewer
   */
  Batcher(Runner runner, IntConsumer batches, int limit) {
    this.runner = runner;
    this.batches = batches;
    this.limit = limit;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Queues a request.
   *
   * @throws OverloadedException if too much is waiting
   */
  synchronized CompletableFuture<Embeddings> submit(List<long[]> texts) {
    checkRoom();
    Waiting request = new Waiting(texts);
    queue.addLast(request);
    waitingTokens += request.tokens();
    notifyAll();
    return request.result();
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
  synchronized int waiting() {
    return waitingTokens;
  }

  private void work() {
    try {
      while (true) {
        round = nextRound();
        for (int from = 0; from < round.size(); ) {
          int to = endOfBatch(round, from);
          compute(round.subList(from, to));
          from = to;
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private synchronized List<Waiting.Text> nextRound() throws InterruptedException {
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

  /** The texts get longer, so the last one's length is that of the batch. */
  static int endOfBatch(List<Waiting.Text> round, int from) {
    int to = from + 1;
    while (to < round.size() && (to + 1 - from) * round.get(to).ids().length <= BATCH) {
      to++;
    }
    return to;
  }

  private void compute(List<Waiting.Text> batch) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<Waiting.Text> wanted = batch.stream().filter(t -> !t.owner().isAbandoned()).toList();
    if (wanted.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    try {
      List<float[]> vectors = runner.run(wanted.stream().map(Waiting.Text::ids).toList());
      for (int i = 0; i < wanted.size(); i++) {
        wanted.get(i).owner().done(wanted.get(i), vectors.get(i));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      log.error("A batch of texts could not be embedded", e);
      EngineFailedException failure =
          new EngineFailedException("The embedding model failed: " + e.getMessage(), e);
      wanted.forEach(text -> text.owner().result().completeExceptionally(failure));
    }
    batches.accept(wanted.size());
    measure(wanted, System.nanoTime() - start);
  }

  private synchronized void measure(List<Waiting.Text> batch, long nanos) {
    int tokens = batch.stream().mapToInt(text -> text.ids().length).sum();
    tokensPerSecond += SMOOTHING * (tokens * 1e9 / Math.max(1, nanos) - tokensPerSecond);
  }

  private void forgetAbandoned() {
    queue.removeIf(
        request -> {
          if (request.isAbandoned()) {
            waitingTokens -= request.tokensLeft();
          }
          return request.isAbandoned();
        });
  }

  private static UnavailableException closing() {
    return new UnavailableException("The server is stopping.", null);
  }

  /** Waits for the batch that is being computed. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    synchronized (this) {
      queue.forEach(request -> request.result().completeExceptionally(closing()));
      queue.clear();
      // Without effect on those that are done. The thread that set it has ended.
      round.forEach(text -> text.owner().result().completeExceptionally(closing()));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
