package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request to {@code POST /v1/models/pull}. Immutable.
 *
 * @param model {@code hf:OWNER/REPO/FILE.gguf}
 * @param stream whether the progress is told as it comes; true where nothing is said
 */
public record PullRequest(String model, boolean stream) {

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing or of the wrong type
   */
  public static PullRequest read(JsonNode body) {
    Fields request = Fields.root(body);
    return new PullRequest(
        request.require("model").asString(),
        request.get("stream").map(Value::asBoolean).orElse(true));
  }
}
