package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A request to {@code POST /v1/detokenize}, whose form llama-server and vLLM have in common.
 * Immutable.
 *
 * @param model the id of the model; empty means the server's own
 * @param tokens the ids, possibly none; each is from 0 and not yet held against a vocabulary
 */
public record DetokenizeRequest(Optional<String> model, int[] tokens) {

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing or of the wrong type
   */
  public static DetokenizeRequest read(JsonNode body) {
    Fields request = Fields.root(body);
    return new DetokenizeRequest(
        request.string("model"),
        request.require("tokens").asList().stream()
            .mapToInt(id -> (int) id.asInteger(0, Integer.MAX_VALUE))
            .toArray());
  }
}
