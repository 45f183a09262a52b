package dev.servllama.embedding;

import dev.servllama.config.Settings;
import dev.servllama.embedding.natives.NativeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A model that is loaded, and what requests pass through on their way to it. Thread-safe. */
final class ReadyModel implements AutoCloseable {
  /** About half a minute's work of a small machine. */
  private static final int MOST_WAITING = 262_144;

  private final LoadedModel model;
  private final Tokens tokens;
  private final Batcher batcher;

  /** A flood of long requests must leave processors to the chat model already here. */
  private final Semaphore tokenizing;

  /** Closing waits for those who are just using the tokenizer. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private ReadyModel(LoadedModel model, Tokens tokens, Batcher batcher, int threads) {
    this.model = model;
    this.tokens = tokens;
    this.batcher = batcher;
    tokenizing = new Semaphore(threads, true);
  }

  /**
   * Loads a model, on a thread with room for it.
   *
   * @throws dev.servllama.error.EngineFailedException if it cannot be run
   */
  static ReadyModel open(ModelFiles files, Settings.Embedding settings, IntConsumer batches)
      throws IOException, InterruptedException {
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
    Batcher batcher = new Batcher(model, batches, MOST_WAITING);
    return new ReadyModel(model, tokens, batcher, settings.threads());
  }

  int dimensions() {
    return model.dimensions();
  }

  int maxTokens() {
    return model.traits().maxTokens();
  }

  /** Tokens that wait. */
  int waiting() {
    return batcher.waiting();
  }

  int countTokens(String text) {
    return using(() -> tokens.of(text).length);
  }

  CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Embedder.Overflow overflow) {
    return using(
        () -> {
          batcher.checkRoom();
          return batcher.submit(tokenize(inputs, overflow));
        });
  }

  private List<long[]> tokenize(List<EmbeddingInput> inputs, Embedder.Overflow overflow) {
    tokenizing.acquireUninterruptibly();
    try {
      batcher.checkRoom();
      List<long[]> texts = new ArrayList<>(inputs.size());
      for (EmbeddingInput input : inputs) {
        texts.add(tokens.of(input, texts.size(), overflow));
      }
      return texts;
    } finally {
      tokenizing.release();
    }
  }

  private <T> T using(Supplier<T> work) {
    Lock lock = use.readLock();
    lock.lock();
    try {
      if (closed) {
        throw Backlog.closing();
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Frees the memory; what is still waiting fails. */
  @Override
  public void close() {
    Lock lock = use.writeLock();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        batcher.close();
        model.model().close();
      }
    } finally {
      lock.unlock();
    }
  }
}
