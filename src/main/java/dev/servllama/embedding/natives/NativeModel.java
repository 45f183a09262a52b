package dev.servllama.embedding.natives;

/**
 * A model and its tokenizer in native memory. Both sides of the border have this interface, each
 * loaded by its own class loader, so its methods use types of the JDK only. Thread-safe, but {@link
 * #close} must be the last call.
 */
public interface NativeModel {
  /** The option that holds the path of the model's file. */
  String MODEL = "model";

  /** The option that holds the tokenizer's definition, as JSON. */
  String TOKENIZER = "tokenizer";

  /** The option that holds where to compute: {@code cpu}, {@code cuda} or {@code mps}. */
  String DEVICE = "device";

  /** The option that holds the number of threads that compute, in decimal digits. */
  String THREADS = "threads";

  /**
   * The tokens of a text, with those that the model puts around it.
   *
   * @throws IllegalStateException if the tokenizer fails
   */
  long[] encode(String text);

  /**
   * Runs the model.
   *
   * @param ids of all texts, one after another, padded to the same length
   * @param mask 1 for a token, 0 for padding
   * @param texts how many there are
   * @return the states of all tokens, one after another; or if {@link #pooled} the vectors
   * @throws IllegalStateException if ONNX Runtime fails
   */
  float[] run(long[] ids, long[] mask, int texts);

  /** Whether the model gives a vector for each text, and not a state for each token. */
  boolean pooled();

  /** Frees the memory. */
  void close();
}
