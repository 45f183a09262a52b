package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.threads.ThreadEnd;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of all collections: each has its turn, so that a large one does not hold up a small
 * one. The threads are never interrupted, for Lucene would give up an index in whose writing that
 * happens; they look whether they are to end. Thread-safe.
 */
final class IndexingThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IndexingThreads.class);

  /** One file is read while the other is embedded. */
  private static final int THREADS = 2;

  private static final long IDLE_MILLIS = 500;
  private static final long RETRY_MILLIS = 5_000;
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Supplier<Collection<DocumentCollection>> collections;
  private final Indexer indexer;
  private final Vectors vectors;
  private final Runnable rest;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object wake = new Object();
  private final Deque<DocumentCollection> turns = new ArrayDeque<>();
  private boolean news = true;
  private long lastFlush = System.nanoTime();
  private long lastJob = System.nanoTime();
  private boolean resting = true;

  /**
   * @param rest called once when there has been nothing to do for a while
   */
  IndexingThreads(
      Supplier<Collection<DocumentCollection>> collections,
      Indexer indexer,
      Vectors vectors,
      Runnable rest) {
    this.collections = collections;
    this.indexer = indexer;
    this.vectors = vectors;
    this.rest = rest;
  }

  void start() {
    for (int i = 1; i <= THREADS; i++) {
      Thread thread = new Thread(this::run, "documents-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** There may be something to do. */
  void wake() {
    synchronized (wake) {
      news = true;
      wake.notifyAll();
    }
  }

  private void run() {
    try {
      while (!closing()) {
        Optional<Job> job = embedderReady() ? nextJob() : Optional.empty();
        if (job.isPresent()) {
          if (!indexer.index(job.get().collection(), job.get().entry())) {
            closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
          }
        } else {
          idle();
        }
        restIfIdle(job.isEmpty());
        flush(job.isEmpty());
      }
    } catch (InterruptedException e) {
      // Closed while a parser or the embedder was waited for.
    }
  }

  private record Job(DocumentCollection collection, Entry entry) {}

  private Optional<Job> nextJob() {
    synchronized (turns) {
      for (boolean refilled = false; ; ) {
        if (turns.isEmpty()) {
          if (refilled) {
            return Optional.empty();
          }
          turns.addAll(collections.get());
          refilled = true;
        }
        DocumentCollection collection = turns.poll();
        Optional<Entry> entry = collection == null ? Optional.empty() : collection.next();
        if (entry.isPresent()) {
          return Optional.of(new Job(collection, entry.get()));
        }
      }
    }
  }

  private boolean embedderReady() {
    return vectors.embedder().status().stage() == EmbedderStatus.Stage.READY;
  }

  private void idle() throws InterruptedException {
    synchronized (wake) {
      if (!news && !closing()) {
        wake.wait(IDLE_MILLIS);
      }
      news = false;
    }
  }

  private void restIfIdle(boolean idle) {
    synchronized (turns) {
      if (!idle) {
        lastJob = System.nanoTime();
        resting = false;
        return;
      }
      if (resting || System.nanoTime() - lastJob < REST_NANOS) {
        return;
      }
      resting = true;
    }
    rest.run();
  }

  private void flush(boolean idle) {
    synchronized (turns) {
      if (!idle && System.nanoTime() - lastFlush < FLUSH_NANOS) {
        return;
      }
      lastFlush = System.nanoTime();
    }
    for (DocumentCollection collection : collections.get()) {
      try {
        collection.flush();
      } catch (IOException | RuntimeException e) {
        log.error("An index could not be stored: {}", e.toString());
      }
    }
  }

  private boolean closing() {
    return closing.getCount() == 0;
  }

  /** Waits for what is just being done. */
  @Override
  public void close() {
    closing.countDown();
    wake();
    ThreadEnd.await(threads);
  }
}
