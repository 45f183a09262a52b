package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The answer to {@code POST /v1/tokenize}, which both llama-server's and vLLM's clients can read.
 *
 * @param model the id of the model
 * @param count how many tokens there are
 * @param maxModelLength how many tokens a prompt and its answer may have together
 * @param tokens the ids, or {@link Piece}s where these were asked for
 * @param strings what each token writes, or null; a part of a character is U+FFFD
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"model", "count", "max_model_len", "tokens", "token_strs"})
public record TokenList(
    String model,
    int count,
    @JsonProperty("max_model_len") int maxModelLength,
    Object tokens,
    @JsonProperty("token_strs") List<String> strings) {

  /**
   * A token and what it writes.
   *
   * @param id in the vocabulary
   * @param piece a text, or an array of bytes where it is a part of a character
   */
  public record Piece(int id, Object piece) {}
}
