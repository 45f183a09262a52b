package dev.servllama.embedding;

/**
 * How it stands with an embedder.
 *
 * @param stage how far its model is
 * @param detail why it does not answer; empty when it does
 * @param waiting tokens that wait to be computed
 */
public record EmbedderStatus(Stage stage, String detail, int waiting) {

  /** How far a model is. */
  public enum Stage {
    /** It is being read into memory. */
    LOADING,
    /** It answers. */
    READY,
    /** It could not be loaded; only a person can mend it. */
    FAILED
  }
}
