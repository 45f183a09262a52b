package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The answer to a request for embeddings.
 *
 * @param data the vectors, in the order of the inputs
 * @param model the id of the model
 * @param usage the tokens of all inputs
 */
@JsonPropertyOrder({"object", "data", "model", "usage"})
public record EmbeddingList(List<Embedding> data, String model, Usage usage) {

  /**
   * Makes the list immutable.
   *
   * @param data the vectors
   * @param model the id of the model
   * @param usage the tokens
   */
  public EmbeddingList {
    data = List.copyOf(data);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "list";
  }

  /**
   * The vector of an input.
   *
   * @param index of the input, from 0
   * @param embedding the vector
   */
  @JsonPropertyOrder({"object", "index", "embedding"})
  public record Embedding(int index, EmbeddingVector embedding) {

    /** The kind of object. */
    @JsonProperty("object")
    public String object() {
      return "embedding";
    }
  }

  /**
   * How many tokens were read.
   *
   * @param promptTokens tokens of all inputs, those that the model puts around a text included
   * @param totalTokens the same
   */
  public record Usage(
      @JsonProperty("prompt_tokens") int promptTokens,
      @JsonProperty("total_tokens") int totalTokens) {}
}
