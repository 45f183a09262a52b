package dev.servllama.error;

/** The request is right, but not as things stand here now; a person must change these first. */
public final class ConflictException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param message what stands in the way, and how to remove it
   * @param code for the caller's program
   */
  public ConflictException(String message, String code) {
    super(message, null);
    this.code = code;
  }

  /** The machine-readable code. */
  public String code() {
    return code;
  }
}
