package dev.servllama.documents.parsing;

/** A document cannot be read. The message says why, for whoever uploaded it. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** There is no reader for documents of its kind. */
    UNSUPPORTED,
    /** It is broken, encrypted or beyond the limits. */
    INVALID,
    /** The reader failed. */
    SERVER
  }

  private final Kind kind;

  /**
   * @param message a sentence
   */
  public UnreadableException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }
}
