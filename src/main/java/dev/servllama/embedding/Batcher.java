package dev.servllama.embedding;

import dev.servllama.error.EngineFailedException;
import dev.servllama.threads.ThreadEnd;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the texts of all waiting requests into batches and computes them, one batch after another.
 * The texts of each round of the {@link Backlog} are cut into {@link Batches}. Thread-safe;
 * computing is done on one thread of its own.
 */
final class Batcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  private final Runner runner;
  private final IntConsumer batches;
  private final Backlog backlog;
  private final Thread thread = new Thread(this::work, "embedding");

  /** Of the thread's own, until it has ended. */
  private List<Waiting.Text> round = List.of();

  /**
   * @param runner computes batches
   * @param batches is told how many texts are in a batch that was computed
   * @param limit tokens that may wait; a request is taken while there are fewer
   */
  Batcher(Runner runner, IntConsumer batches, int limit) {
    this.runner = runner;
    this.batches = batches;
    backlog = new Backlog(limit);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Queues a request.
   *
   * @throws dev.servllama.error.OverloadedException if too much is waiting
   */
  CompletableFuture<Embeddings> submit(List<long[]> texts) {
    Waiting request = new Waiting(texts);
    backlog.add(request);
    return request.result();
  }

  /**
   * Refuses at the door, before there is work with a request.
   *
   * @throws dev.servllama.error.OverloadedException if too much is waiting
   */
  void checkRoom() {
    backlog.checkRoom();
  }

  /** Tokens that wait. */
  int waiting() {
    return backlog.tokens();
  }

  private void work() {
    try {
      while (true) {
        round = backlog.nextRound();
        for (List<Waiting.Text> batch : Batches.of(round)) {
          compute(batch);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void compute(List<Waiting.Text> batch) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<Waiting.Text> wanted = batch.stream().filter(t -> !t.owner().isAbandoned()).toList();
    if (wanted.isEmpty()) {
      return;
    }
    try {
      List<float[]> vectors = run(wanted.stream().map(Waiting.Text::ids).toList());
      for (int i = 0; i < wanted.size(); i++) {
        wanted.get(i).owner().done(wanted.get(i), vectors.get(i));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      log.error("A batch of texts could not be embedded", e);
      EngineFailedException failure =
          new EngineFailedException("The embedding model failed: " + e.getMessage(), e);
      wanted.forEach(text -> text.owner().result().completeExceptionally(failure));
    }
  }

  /** Counts as well, before anybody sees the vectors: what a client saw has been counted. */
  private List<float[]> run(List<long[]> texts) {
    long start = System.nanoTime();
    try {
      return runner.run(texts);
    } finally {
      batches.accept(texts.size());
      int tokens = texts.stream().mapToInt(ids -> ids.length).sum();
      backlog.computed(tokens, System.nanoTime() - start);
    }
  }

  /** Waits for the batch that is being computed. */
  @Override
  public void close() {
    backlog.close();
    thread.interrupt();
    ThreadEnd.await(thread);
    backlog.failAll();
    // Without effect on those that are done.
    round.forEach(text -> text.owner().result().completeExceptionally(Backlog.closing()));
  }
}
