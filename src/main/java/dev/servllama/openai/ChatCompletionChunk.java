package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * One event of a streamed chat answer.
 *
 * @param header what identifies the answer, the same in all its chunks
 * @param choices one choice, or none in the chunk that has the usage
 * @param usage the field usage
 */
@JsonPropertyOrder({"object", "header", "choices"})
public record ChatCompletionChunk(
    @JsonUnwrapped AnswerHeader header, List<Choice> choices, @JsonIgnore ChunkUsage usage) {

  /**
   * Makes the list immutable.
   *
   * @param header what identifies the answer
   * @param choices one choice or none
   * @param usage the field usage
   */
  public ChatCompletionChunk {
    choices = List.copyOf(choices);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "chat.completion.chunk";
  }

  @JsonAnyGetter
  Map<String, Usage> usageField() {
    return usage.field();
  }

  /**
   * What is new in one answer.
   *
   * @param index the answer's number, from 0
   * @param delta the new part
   * @param logprobs how likely its tokens were; null where that was not asked for
   * @param finishReason why it ended; null while it goes on
   * @param citations in its first chunk, what it is made from; else null, and left out
   */
  @JsonPropertyOrder({"index", "delta", "logprobs", "finish_reason"})
  public record Choice(
      int index,
      Delta delta,
      ChatLogprobs logprobs,
      @JsonProperty("finish_reason") FinishReason finishReason,
      @JsonUnwrapped Citations citations) {

    /** One without log probabilities that is not the first of its answer. */
    public Choice(int index, Delta delta, FinishReason finishReason) {
      this(index, delta, null, finishReason, null);
    }
  }

  /**
   * A new part of a message. What is null is left out.
   *
   * @param role only in the first chunk
   * @param content the new text
   */
  @JsonPropertyOrder({"role", "content"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Delta(String role, String content) {}
}
