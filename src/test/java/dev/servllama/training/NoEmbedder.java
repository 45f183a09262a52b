package dev.servllama.training;

import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.embedding.EmbeddingInput;
import dev.servllama.embedding.Embeddings;
import dev.servllama.error.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** For tests in which nothing may ask for a vector. */
public final class NoEmbedder implements Embedder {
  @Override
  public String id() {
    return "none";
  }

  @Override
  public EmbedderStatus status() {
    return new EmbedderStatus(EmbedderStatus.Stage.FAILED, "There is none.", 0);
  }

  @Override
  public int dimensions() {
    throw missing();
  }

  @Override
  public int maxTokens() {
    throw missing();
  }

  @Override
  public int countTokens(String text) {
    throw missing();
  }

  @Override
  public CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Overflow overflow) {
    throw missing();
  }

  private static UnavailableException missing() {
    return new UnavailableException("There is none.", null);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
