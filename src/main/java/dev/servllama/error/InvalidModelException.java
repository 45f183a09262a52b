package dev.servllama.error;

import java.nio.file.Path;

/** A model file cannot be used: truncated, malformed, or of a kind that no engine here runs. */
public final class InvalidModelException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the model file; its name begins the message
   * @param problem what is wrong, with the field's name where a field is at fault
   */
  public InvalidModelException(Path file, String problem) {
    super(file.getFileName() + ": " + problem, null);
  }
}
