package dev.servllama.documents;

import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.embedding.EmbeddingInput;
import dev.servllama.embedding.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Makes vectors without meaning at once, for tests of what else happens to them. */
final class HashEmbedder implements Embedder {
  private final int dimensions;

  HashEmbedder(int dimensions) {
    this.dimensions = dimensions;
  }

  @Override
  public String id() {
    return "hash";
  }

  @Override
  public EmbedderStatus status() {
    return new EmbedderStatus(EmbedderStatus.Stage.READY, "", 0);
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public int maxTokens() {
    return 256;
  }

  @Override
  public int countTokens(String text) {
    return 2 + text.length() / 4;
  }

  @Override
  public CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Overflow overflow) {
    List<float[]> vectors = new ArrayList<>();
    for (EmbeddingInput input : inputs) {
      Random random = new Random(input.hashCode());
      float[] vector = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return CompletableFuture.completedFuture(new Embeddings(vectors, inputs.size()));
  }

  @Override
  public void close() {}
}
