package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How likely the tokens of an answer were, or those of a chunk.
 *
 * @param content its tokens, in their order
 */
@JsonPropertyOrder({"content", "refusal"})
public record ChatLogprobs(List<Token> content) {
  /** Copies the list. */
  public ChatLogprobs {
    content = List.copyOf(content);
  }

  /** Always null: a model's refusal is text like any other. */
  @JsonProperty("refusal")
  public Object refusal() {
    return null;
  }

  /**
   * A token.
   *
   * @param token its text
   * @param logprob natural logarithm of its probability
   * @param bytes in UTF-8, 0 to 255
   * @param topLogprobs the likeliest tokens in its place; absent within themselves
   */
  public record Token(
      String token,
      double logprob,
      List<Integer> bytes,
      @JsonProperty("top_logprobs") @JsonInclude(JsonInclude.Include.NON_NULL)
          List<Token> topLogprobs) {}
}
