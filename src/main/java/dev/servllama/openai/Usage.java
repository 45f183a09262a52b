package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How many tokens a request took.
 *
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens of all answers together
 * @param promptTokensDetails how the prompt's tokens came about
 */
@JsonPropertyOrder({"prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details"})
public record Usage(
    @JsonProperty("prompt_tokens") int promptTokens,
    @JsonProperty("completion_tokens") int completionTokens,
    @JsonProperty("prompt_tokens_details") PromptDetails promptTokensDetails) {

  /**
   * How the prompt's tokens came about.
   *
   * @param cachedTokens those that an earlier request had left evaluated
   */
  public record PromptDetails(@JsonProperty("cached_tokens") int cachedTokens) {}

  /** Counts of which {@code cachedTokens} of the prompt's tokens were found evaluated. */
  public static Usage of(int promptTokens, int completionTokens, int cachedTokens) {
    return new Usage(promptTokens, completionTokens, new PromptDetails(cachedTokens));
  }

  /** Tokens of the prompt and of the answers. */
  @JsonProperty("total_tokens")
  public int totalTokens() {
    return promptTokens + completionTokens;
  }
}
