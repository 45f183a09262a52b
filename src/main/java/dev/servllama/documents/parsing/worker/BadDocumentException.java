package dev.servllama.documents.parsing.worker;

import java.io.IOException;

/** A document cannot be read, for a reason that its owner understands. */
final class BadDocumentException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  private BadDocumentException(String message, boolean unsupported) {
    super(message);
    this.unsupported = unsupported;
  }

  static BadDocumentException invalid(String message) {
    return new BadDocumentException(message, false);
  }

  static BadDocumentException unsupported(String message) {
    return new BadDocumentException(message, true);
  }

  /** Whether no document of its kind can be read. */
  boolean unsupported() {
    return unsupported;
  }
}
