package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The answer to {@code POST /v1/detokenize}.
 *
 * @param model the id of the model
 * @param content the text
 */
@JsonPropertyOrder({"model", "content", "prompt"})
public record DetokenizedText(String model, String content) {

  /** The text by the name that vLLM gives it. */
  @JsonProperty("prompt")
  public String prompt() {
    return content;
  }
}
