package dev.servllama.error;

/** The engine failed while it worked on a request: its process died, or it answered nonsense. */
public final class EngineFailedException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what the caller may know of it
   */
  public EngineFailedException(String message) {
    super(message, null);
  }

  /**
   * @param message what the caller may know of it
   * @param cause for the log
   */
  public EngineFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
