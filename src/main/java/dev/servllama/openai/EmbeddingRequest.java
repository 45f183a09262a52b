package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to {@code POST /v1/embeddings}. Immutable.
 *
 * @param model the id of the model; empty means the server's own
 * @param inputs what becomes vectors, 1 to 2048 texts, none of them empty
 * @param form how vectors are written
 * @param dimensions how many numbers a vector is to have, from 1
 * @param truncate whether a text that is too long is cut; else it is refused
 */
public record EmbeddingRequest(
    Optional<String> model,
    List<Prompt> inputs,
    Form form,
    OptionalInt dimensions,
    boolean truncate) {

  /** As many as OpenAI takes. */
  private static final int MAX_INPUTS = 2048;

  /** How a vector is written. */
  public enum Form {
    /** As an array of numbers. */
    FLOAT,
    /** As the base64 text of its numbers, 32 bits each, the lowest byte first. */
    BASE64
  }

  /**
   * Makes the list immutable.
   *
   * @param model the id of the model
   * @param inputs what becomes vectors
   * @param form how vectors are written
   * @param dimensions how many numbers a vector has
   * @param truncate whether texts are cut
   */
  public EmbeddingRequest {
    inputs = List.copyOf(inputs);
  }

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing, of the wrong type or
   *     out of its range, or asks for what {@link ParameterTable#embeddings()} says cannot be done
   */
  public static EmbeddingRequest read(JsonNode body) {
    Fields request = Fields.root(body);
    ParameterTable.embeddings().check(request);
    return new EmbeddingRequest(
        request.string("model"),
        inputs(request.require("input")),
        request.get("encoding_format").map(EmbeddingRequest::form).orElse(Form.FLOAT),
        request.integer("dimensions", 1, Integer.MAX_VALUE),
        request.flag("truncate"));
  }

  private static List<Prompt> inputs(Value input) {
    List<Prompt> inputs = PromptReader.readAll(input, MAX_INPUTS);
    if (inputs.isEmpty()) {
      throw Refusal.empty(input.path(), "array");
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) instanceof Prompt.Text text && text.text().isEmpty()) {
        throw Refusal.empty(
            input.node().isTextual() ? input.path() : input.path().item(i), "string");
      }
    }
    return inputs;
  }

  private static Form form(Value value) {
    return value.asOneOf(List.of("float", "base64")).equals("base64") ? Form.BASE64 : Form.FLOAT;
  }
}
