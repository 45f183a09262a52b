package dev.servllama.documents.parsing;

import java.nio.file.Path;

/** Reads documents. Thread-safe. */
public interface DocumentParser extends AutoCloseable {

  /**
   * Reads a document.
   *
   * @param file its content
   * @param name of the document, whose ending tells its format
   * @throws UnreadableException if it cannot be read, with the reason
   * @throws InterruptedException if the parser is closed meanwhile
   */
  ParsedDocument parse(Path file, String name) throws UnreadableException, InterruptedException;

  /**
   * Gives back what is kept for the next document. To be called when there has been none for a
   * while; a document that is being read is not disturbed.
   */
  default void rest() {}

  @Override
  void close();
}
