package dev.servllama.documents;

import dev.servllama.config.Settings;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.embedding.Embedders;
import dev.servllama.embedding.EmbeddingInput;
import dev.servllama.embedding.Embeddings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real embedding model, which may go by another name. */
record RealEmbedder(Embedder model, String id) implements Embedder {

  static RealEmbedder load() {
    return load("all-minilm-l6-v2-q", 1);
  }

  static RealEmbedder load(String name, int threads) {
    Embedder model = Embedders.start(new Settings.Embedding(name, "cpu", threads), texts -> {});
    while (model.status().stage() == EmbedderStatus.Stage.LOADING) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return new RealEmbedder(model, model.id());
  }

  RealEmbedder named(String other) {
    return new RealEmbedder(model, other);
  }

  @Override
  public EmbedderStatus status() {
    return model.status();
  }

  @Override
  public int dimensions() {
    return model.dimensions();
  }

  @Override
  public int maxTokens() {
    return model.maxTokens();
  }

  @Override
  public int countTokens(String text) {
    return model.countTokens(text);
  }

  @Override
  public CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Overflow overflow) {
    return model.submit(inputs, overflow);
  }

  @Override
  public void close() {
    model.close();
  }
}
