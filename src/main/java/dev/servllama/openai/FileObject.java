package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An uploaded file.
 *
 * @param id its id
 * @param bytes of its content
 * @param createdAt in seconds since 1970
 * @param filename its name
 * @param purpose as it was uploaded
 * @param status {@code uploaded} while a vector store still reads it, {@code processed}, {@code
 *     error}
 * @param statusDetails why it could not be read; null, and left out, if it could
 */
@JsonPropertyOrder({"id", "object"})
public record FileObject(
    String id,
    long bytes,
    @JsonProperty("created_at") long createdAt,
    String filename,
    String purpose,
    String status,
    @JsonProperty("status_details") @JsonInclude(JsonInclude.Include.NON_NULL)
        String statusDetails) {

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "file";
  }
}
