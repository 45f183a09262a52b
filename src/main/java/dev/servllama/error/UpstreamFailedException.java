package dev.servllama.error;

/** The server elsewhere that this one passes requests on to cannot be reached, or fails at one. */
public final class UpstreamFailedException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what went wrong there, for the caller
   * @param cause for the log, or null
   */
  public UpstreamFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
