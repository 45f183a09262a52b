package dev.servllama.error;

import java.util.Optional;

/** The request names a thing that is not here: a model, a file, a collection. */
public final class NotFoundException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  private final String param;
  private final String code;

  /**
   * @param message what was asked for and what there is instead
   * @param param the field that named it, or null if it was the path
   * @param code a machine-readable code such as {@code model_not_found}, or null
   */
  public NotFoundException(String message, String param, String code) {
    super(message, null);
    this.param = param;
    this.code = code;
  }

  /** The field that named the missing thing. */
  public Optional<String> param() {
    return Optional.ofNullable(param);
  }

  /** The machine-readable code. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }
}
