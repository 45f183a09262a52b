package dev.servllama.embedding;

import dev.servllama.config.Settings;
import dev.servllama.embedding.EmbedderStatus.Stage;
import dev.servllama.embedding.natives.NativeModel;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedder that loads its model on a thread of its own. */
final class OnnxEmbedder implements Embedder {
  private static final Logger log = LoggerFactory.getLogger(OnnxEmbedder.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  /**
   * Bytes. ONNX Runtime takes more than the usual megabyte of stack to prepare a model, and a
   * native overflow ends the whole JVM without a word.
   */
  private static final long LOADING_STACK = 16L << 20;

  /** About half a minute's work of a small machine. */
  private static final int MOST_WAITING = 262_144;

  /** What there is once the model is loaded. */
  private record Parts(LoadedModel model, Tokens tokens, Batcher batcher) {}

  private final ModelFiles files;
  private final Settings.Embedding settings;
  private final IntConsumer batches;
  private final Thread loading =
      new Thread(null, this::loadOrFail, "embedding-model", LOADING_STACK);

  /** A flood of long requests must leave processors to the chat model already here. */
  private final Semaphore tokenizing;

  /** Closing waits for those who are just using the tokenizer. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private volatile EmbedderStatus before =
      new EmbedderStatus(Stage.LOADING, "The embedding model is being loaded.", 0);
  private volatile Parts parts;
  private volatile Throwable failure;

  OnnxEmbedder(ModelFiles files, Settings.Embedding settings, IntConsumer batches) {
    this.files = files;
    this.settings = settings;
    this.batches = batches;
    tokenizing = new Semaphore(settings.threads(), true);
    loading.setDaemon(true);
  }

  void startLoading() {
    loading.start();
  }

  /** Loads the model and returns when it is ready; in place of {@link #startLoading}. */
  void load() throws IOException {
    startLoading();
    joinLoading();
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

  private void loadOrFail() {
    try {
      parts = open();
    } catch (ServllamaException | IOException e) {
      failure = e;
      log.error("There are no embeddings. {}", e.getMessage(), e.getCause());
      before = new EmbedderStatus(Stage.FAILED, e.getMessage(), 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      failure = e;
      log.error("The embedding model could not be loaded", e);
      before =
          new EmbedderStatus(
              Stage.FAILED, "The embedding model could not be loaded; the log says more.", 0);
    }
  }

  private Parts open() throws IOException, InterruptedException {
    NativeModel opened =
        files.withFile(
            file ->
                new NativeSide()
                    .open(
                        Map.of(
                            NativeModel.MODEL, file.toString(),
                            NativeModel.TOKENIZER, files.tokenizer().toString(),
                            NativeModel.DEVICE, settings.device(),
                            NativeModel.THREADS, String.valueOf(settings.threads()))));
    LoadedModel model = LoadedModel.of(opened, files.traits(), Vocabulary.size(files.tokenizer()));
    Tokens tokens = new Tokens(opened::encode, files.traits().maxTokens(), model.vocabulary());
    return new Parts(model, tokens, new Batcher(model, batches, MOST_WAITING));
  }

  @Override
  public String id() {
    return files.id();
  }

  @Override
  public EmbedderStatus status() {
    Parts ready = parts;
    return ready == null ? before : new EmbedderStatus(Stage.READY, "", ready.batcher().waiting());
  }

  @Override
  public int dimensions() {
    return require().model().dimensions();
  }

  @Override
  public int maxTokens() {
    return require().model().traits().maxTokens();
  }

  @Override
  public int countTokens(String text) {
    Lock lock = use.readLock();
    lock.lock();
    try {
      return require().tokens().of(text).length;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Overflow overflow) {
    Lock lock = use.readLock();
    lock.lock();
    try {
      Parts ready = require();
      ready.batcher().checkRoom();
      return ready.batcher().submit(tokens(ready, inputs, overflow));
    } finally {
      lock.unlock();
    }
  }

  private List<long[]> tokens(Parts ready, List<EmbeddingInput> inputs, Overflow overflow) {
    tokenizing.acquireUninterruptibly();
    try {
      ready.batcher().checkRoom();
      List<long[]> texts = new ArrayList<>(inputs.size());
      for (EmbeddingInput input : inputs) {
        texts.add(ready.tokens().of(input, texts.size(), overflow));
      }
      return texts;
    } finally {
      tokenizing.release();
    }
  }

  private Parts require() {
    Parts ready = parts;
    if (ready == null) {
      EmbedderStatus status = before;
      throw new UnavailableException(
          status.detail(), status.stage() == Stage.LOADING ? SOON : null);
    }
    return ready;
  }

  @Override
  public void close() {
    joinLoading();
    Lock lock = use.writeLock();
    lock.lock();
    try {
      Parts ready = parts;
      parts = null;
      before = new EmbedderStatus(Stage.FAILED, "The server is stopping.", 0);
      if (ready != null) {
        ready.batcher().close();
        ready.model().model().close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void joinLoading() {
    boolean interrupted = false;
    while (loading.isAlive()) {
      try {
        loading.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
