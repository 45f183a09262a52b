package dev.servllama.embedding;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes vectors of texts: texts of similar meaning get vectors of a small angle. Thread-safe;
 * requests at the same time share batches, so callers need not collect texts first.
 *
 * <p>Everything but {@link #id} and {@link #status} throws {@link
 * dev.servllama.error.UnavailableException} while the model is being loaded, and when it could not
 * be.
 */
public interface Embedder extends AutoCloseable {

  /** What becomes of a text that has more tokens than the model reads. */
  enum Overflow {
    /** The request is refused. */
    REFUSE,
    /** The text is read as far as the model can. */
    TRUNCATE
  }

  /** The name of the model; vectors of models with different names cannot be compared. */
  String id();

  /** How it stands with the model. */
  EmbedderStatus status();

  /** How many numbers a vector has. */
  int dimensions();

  /** The most tokens that a text may have, those that the model puts around it included. */
  int maxTokens();

  /** The tokens of a text, those that the model puts around it included. */
  int countTokens(String text);

  /**
   * Queues texts. Cancelling the result drops those that are not yet being computed.
   *
   * @param inputs at least one
   * @return the vectors in the order of the inputs; it fails with {@link
   *     dev.servllama.error.UnavailableException} when the embedder is closed and with {@link
   *     dev.servllama.error.EngineFailedException} when the model cannot be run
   * @throws dev.servllama.error.InvalidRequestException if an input is too long and {@code
   *     overflow} refuses it, or has a token that the model does not know; {@code param} is {@code
   *     input[INDEX]}
   * @throws dev.servllama.error.OverloadedException if too much is waiting already
   */
  CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs, Overflow overflow);

  /**
   * The vectors of texts; waits for them.
   *
   * @see #submit
   */
  default Embeddings embed(List<String> texts, Overflow overflow) {
    List<EmbeddingInput> inputs =
        texts.stream().<EmbeddingInput>map(EmbeddingInput.Text::new).toList();
    try {
      return submit(inputs, overflow).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** Ends it; what is still waiting fails. */
  @Override
  void close();
}
