package dev.servllama.documents;

/** Where the documents come from: they may be in another server's hands. Thread-safe. */
@FunctionalInterface
public interface DocumentsProvider {

  /**
   * The documents.
   *
   * @throws dev.servllama.error.ServllamaException if they cannot be used now, with the reason
   */
  Documents require();
}
