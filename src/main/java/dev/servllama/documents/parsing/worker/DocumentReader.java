package dev.servllama.documents.parsing.worker;

import java.io.IOException;
import java.nio.file.Path;

/** Reads documents of one format. */
interface DocumentReader {

  /**
   * Reads a document.
   *
   * @throws BadDocumentException if it is not what it should be
   * @throws IOException if it is broken
   */
  void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException;
}
