package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * An example of a dataset.
 *
 * @param id its name within the dataset
 * @param createdAt when it was stored, in seconds since 1970; null, and left out, if unknown
 * @param score how near it is to what was looked for; null, and left out, in a plain list
 * @param prompt what is asked
 * @param response what is to be answered
 * @param meta what else is known of it, or null
 */
@JsonPropertyOrder({"object", "id", "created_at", "score", "prompt", "response", "meta"})
public record TrainingExample(
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("created_at") Long createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double score,
    String prompt,
    String response,
    JsonNode meta) {

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "training.example";
  }
}
