package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A model that can be asked.
 *
 * @param id its name in requests
 * @param created when it was made or got here, in seconds since 1970
 * @param ownedBy whose it is
 * @param status whether it is in memory; no field of OpenAI's, but one of llama-server's
 */
@JsonPropertyOrder({"id", "object", "created", "owned_by", "status"})
public record Model(
    String id, long created, @JsonProperty("owned_by") String ownedBy, ModelState status) {

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "model";
  }
}
