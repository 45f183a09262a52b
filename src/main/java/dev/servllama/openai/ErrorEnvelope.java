package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The body of every answer that is an error, and the data of an error event in a stream.
 *
 * @param error what went wrong
 */
public record ErrorEnvelope(Detail error) {

  /**
   * What went wrong. All four fields are always written.
   *
   * @param message for the person
   * @param type the kind, such as {@code invalid_request_error}
   * @param param the field at fault, or null
   * @param code for the program, or null
   */
  @JsonPropertyOrder({"message", "type", "param", "code"})
  public record Detail(String message, String type, String param, String code) {}

  /**
   * An error.
   *
   * @param message for the person
   * @param type the kind
   * @param param the field at fault, or null
   * @param code for the program, or null
   */
  public static ErrorEnvelope of(String message, String type, String param, String code) {
    return new ErrorEnvelope(new Detail(message, type, param, code));
  }
}
