package dev.servllama.error;

import java.util.Optional;

/** The request cannot be answered as it stands; sending it again unchanged will fail again. */
public final class InvalidRequestException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  private final String param;
  private final String code;

  /**
   * @param message what is wrong and where, for the caller
   * @param param the field at fault as a path ({@code messages[0].content}), or null if none
   * @param code a machine-readable code of OpenAI's vocabulary, or null if none fits
   */
  public InvalidRequestException(String message, String param, String code) {
    super(message, null);
    this.param = param;
    this.code = code;
  }

  /** A fault of one field, with OpenAI's general code for it. */
  public static InvalidRequestException of(String param, String message) {
    return new InvalidRequestException(message, param, "invalid_value");
  }

  /** The field at fault, as a path from the request's root. */
  public Optional<String> param() {
    return Optional.ofNullable(param);
  }

  /** The machine-readable code. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }
}
