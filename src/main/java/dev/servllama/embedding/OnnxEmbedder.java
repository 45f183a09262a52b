package dev.servllama.embedding;

import dev.servllama.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** An embedder whose model is loaded meanwhile. */
final class OnnxEmbedder implements Embedder {
  private final String id;
  private final ModelLoading loading;

  OnnxEmbedder(ModelFiles files, Settings.Embedding settings, IntConsumer batches) {
    id = files.id();
    loading = new ModelLoading(() -> ReadyModel.open(files, settings, batches));
  }

  void startLoading() {
    loading.start();
  }

  /** Loads the model and returns when it is ready; in place of {@link #startLoading}. */
  void load() throws IOException {
    loading.start();
    loading.await();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EmbedderStatus status() {
    return loading.status();
  }

  @Override
  public int dimensions() {
    return loading.require().dimensions();
  }

  @Override
  public int maxTokens() {
    return loading.require().maxTokens();
  }

  @Override
  public int countTokens(String text) {
    return loading.require().countTokens(text);
  }

  @Override
  public CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Overflow overflow) {
    return loading.require().submit(inputs, overflow);
  }

  @Override
  public void close() {
    loading.close();
  }
}
