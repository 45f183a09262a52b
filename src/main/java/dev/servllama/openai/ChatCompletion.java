package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The whole answer to a chat request.
 *
 * @param header what identifies it
 * @param choices the answers, in the order of their index
 * @param usage the tokens that it took
 */
@JsonPropertyOrder({"object", "header", "choices", "usage"})
public record ChatCompletion(
    @JsonUnwrapped AnswerHeader header, List<Choice> choices, Usage usage) {

  /**
   * Makes the list immutable.
   *
   * @param header what identifies it
   * @param choices the answers
   * @param usage the tokens that it took
   */
  public ChatCompletion {
    choices = List.copyOf(choices);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "chat.completion";
  }

  /**
   * One answer.
   *
   * @param index its number, from 0
   * @param message what the model said
   * @param logprobs how likely its tokens were; null where that was not asked for
   * @param finishReason why it ended
   * @param citations what it was made from; null, and left out, if no documents were asked
   */
  @JsonPropertyOrder({"index", "message", "logprobs", "finish_reason"})
  public record Choice(
      int index,
      Reply message,
      ChatLogprobs logprobs,
      @JsonProperty("finish_reason") FinishReason finishReason,
      @JsonUnwrapped Citations citations) {

    /** An answer for which neither log probabilities nor documents were asked. */
    public Choice(int index, Reply message, FinishReason finishReason) {
      this(index, message, null, finishReason, null);
    }
  }

  /**
   * What the model said.
   *
   * @param content the text
   */
  @JsonPropertyOrder({"role", "content", "refusal"})
  public record Reply(String content) {

    /** The role of whoever said it. */
    @JsonProperty("role")
    public String role() {
      return "assistant";
    }

    /** Always null: a model's refusal is text like any other, but clients look for the field. */
    @JsonProperty("refusal")
    public String refusal() {
      return null;
    }
  }
}
