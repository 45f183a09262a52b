package dev.servllama.embedding;

import dev.servllama.embedding.EmbedderStatus.Stage;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import dev.servllama.threads.ThreadEnd;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a model on a thread of its own, and knows how far it is. Thread-safe. */
final class ModelLoading {
  private static final Logger log = LoggerFactory.getLogger(ModelLoading.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  /**
   * Bytes. ONNX Runtime takes more than the usual megabyte of stack to prepare a model, and a
   * native overflow ends the whole JVM without a word.
   */
  private static final long STACK = 16L << 20;

  /** Loads a model. */
  interface Source {
    ReadyModel open() throws IOException, InterruptedException;
  }

  private final Source source;
  private final Thread thread = new Thread(null, this::loadOrFail, "embedding-model", STACK);
  private volatile EmbedderStatus before =
      new EmbedderStatus(Stage.LOADING, "The embedding model is being loaded.", 0);
  private volatile ReadyModel ready;
  private volatile Throwable failure;

  ModelLoading(Source source) {
    this.source = source;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Returns when the model is ready. */
  void await() throws IOException {
    ThreadEnd.await(thread);
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof ServllamaException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException("The embedding model could not be loaded", failure);
    }
  }

  EmbedderStatus status() {
    ReadyModel model = ready;
    return model == null ? before : new EmbedderStatus(Stage.READY, "", model.waiting());
  }

  /**
   * The model.
   *
   * @throws UnavailableException if it is not ready
   */
  ReadyModel require() {
    ReadyModel model = ready;
    if (model == null) {
      EmbedderStatus status = before;
      throw new UnavailableException(
          status.detail(), status.stage() == Stage.LOADING ? SOON : null);
    }
    return model;
  }

  /** Waits for the loading to end, and ends the model. */
  void close() {
    ThreadEnd.await(thread);
    ReadyModel model = ready;
    before = new EmbedderStatus(Stage.FAILED, Backlog.closing().getMessage(), 0);
    ready = null;
    if (model != null) {
      model.close();
    }
  }

  private void loadOrFail() {
    try {
      ready = source.open();
    } catch (ServllamaException | IOException e) {
      failure = e;
      log.error("There are no embeddings. {}", e.getMessage(), e.getCause());
      before = new EmbedderStatus(Stage.FAILED, e.getMessage(), 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      failure = e;
      log.error("The embedding model could not be loaded", e);
      before =
          new EmbedderStatus(
              Stage.FAILED, "The embedding model could not be loaded; the log says more.", 0);
    }
  }
}
