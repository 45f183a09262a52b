package dev.servllama.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.EngineFailedException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatcherTest {
  /** Batches that have been handed over for computing, which waits for a permit. */
  private final BlockingQueue<List<long[]>> begun = new LinkedBlockingQueue<>();

  private final Semaphore permits = new Semaphore(0);
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private final Batcher batcher = new Batcher(this::run, sizes::add, 3000);

  private List<float[]> run(List<long[]> texts) {
    begun.add(texts);
    permits.acquireUninterruptibly();
    if (texts.get(0)[0] < 0) {
      throw new IllegalStateException("a text of trouble");
    }
    return texts.stream().map(ids -> new float[] {ids[0], ids.length}).toList();
  }

  @AfterEach
  void close() {
    permits.release(1000);
    batcher.close();
  }

  private static long[] text(int first, int length) {
    long[] ids = new long[length];
    ids[0] = first;
    return ids;
  }

  @Test
  void givesEachInputItsOwnVectorWhateverTheOrderOfComputing() {
    permits.release(1000);
    List<long[]> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add(text(i, 1 + (i * 37) % 60));
    }

    Embeddings made = batcher.submit(texts).join();

    for (int i = 0; i < 50; i++) {
      assertEquals(i, made.vectors().get(i)[0]);
    }
    assertEquals(texts.stream().mapToInt(ids -> ids.length).sum(), made.tokens());
    assertEquals(50, sizes.stream().mapToInt(Integer::intValue).sum());
  }

  private static List<Integer> lengths(List<long[]> batch) {
    return batch.stream().map(ids -> ids.length).toList();
  }

  @Test
  void putsTextsOfLikeLengthIntoABatch() throws InterruptedException {
    batcher.submit(List.of(text(0, 1)));
    begun.take();
    // While the first is computed, these collect.
    batcher.submit(List.of(text(1, 195), text(2, 3), text(3, 200)));
    batcher.submit(List.of(text(4, 2), text(5, 190)));
    permits.release(1000);

    assertEquals(List.of(2, 3), lengths(begun.take()));
    assertEquals(List.of(190, 195, 200), lengths(begun.take()));
  }

  @Test
  void doesNotLetALongRequestHoldUpAShortOne() throws InterruptedException {
    batcher.submit(List.of(text(0, 1)));
    begun.take();
    CompletableFuture<Embeddings> flood = batcher.submit(Collections.nCopies(11, text(1, 250)));
    CompletableFuture<Embeddings> brief = batcher.submit(List.of(text(2, 9)));
    // The first text, and one batch of the next round, whose shortest text is that of the brief
    // one.
    permits.release(2);

    assertEquals(2, brief.join().vectors().get(0)[0]);
    assertFalse(flood.isDone());
  }

  @Test
  void refusesWhenTooMuchWaitsUntilSomebodyLeaves() throws InterruptedException {
    batcher.submit(List.of(text(0, 1)));
    begun.take();
    CompletableFuture<Embeddings> large = batcher.submit(Collections.nCopies(12, text(1, 250)));

    OverloadedException e =
        assertThrows(OverloadedException.class, () -> batcher.submit(List.of(text(2, 1))));

    assertTrue(e.retryAfter().toMillis() > 0);
    large.cancel(false);
    CompletableFuture<Embeddings> taken = batcher.submit(List.of(text(3, 1)));
    permits.release(1000);
    assertEquals(3, taken.join().vectors().get(0)[0]);
  }

  @Test
  void failsABatchAndGoesOnWithTheNext() {
    permits.release(1000);

    CompletionException failed =
        assertThrows(CompletionException.class, () -> batcher.submit(List.of(text(-1, 2))).join());

    assertInstanceOf(EngineFailedException.class, failed.getCause());
    assertEquals(7, batcher.submit(List.of(text(7, 2))).join().vectors().get(0)[0]);
  }

  @Test
  void endsAllThatWaitsWhenItIsClosed() throws Exception {
    CompletableFuture<Embeddings> started = batcher.submit(Collections.nCopies(30, text(1, 250)));
    begun.take();
    CompletableFuture<Embeddings> waiting = batcher.submit(List.of(text(2, 5)));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close);
    while (isOpen()) {
      Thread.onSpinWait();
    }
    permits.release(1000);
    closing.join();

    for (CompletableFuture<Embeddings> each : List.of(started, waiting)) {
      CompletionException failed =
          assertThrows(CompletionException.class, () -> each.orTimeout(1, TimeUnit.SECONDS).join());
      assertInstanceOf(UnavailableException.class, failed.getCause());
    }
    assertThrows(UnavailableException.class, () -> batcher.submit(List.of(text(3, 1))));
  }

  private boolean isOpen() {
    try {
      batcher.checkRoom();
      return true;
    } catch (UnavailableException e) {
      return false;
    }
  }
}
