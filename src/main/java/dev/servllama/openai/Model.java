package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A model that can be asked.
 *
 * @param id its name in requests
 * @param created when it was made or got here, in seconds since 1970
 * @param ownedBy whose it is
 */
@JsonPropertyOrder({"id", "object", "created", "owned_by"})
public record Model(String id, long created, @JsonProperty("owned_by") String ownedBy) {

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "model";
  }
}
