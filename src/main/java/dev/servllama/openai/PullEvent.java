package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How far a pull is: an event of its stream.
 *
 * @param status {@code pulling} or {@code success}
 * @param source where it comes from; null at the end
 * @param completed bytes of the file that are here
 * @param total bytes of the file
 * @param bytesPerSecond lately
 * @param model what has been pulled; null before the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"object", "status", "source", "completed", "total"})
public record PullEvent(
    String status,
    String source,
    Long completed,
    Long total,
    @JsonProperty("bytes_per_second") Long bytesPerSecond,
    Model model) {

  /** One of its steps. */
  public static PullEvent pulling(String source, long completed, long total, long bytesPerSecond) {
    return new PullEvent("pulling", source, completed, total, bytesPerSecond, null);
  }

  /** Its end. */
  public static PullEvent success(Model model) {
    return new PullEvent("success", null, null, null, null, model);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "model.pull";
  }
}
