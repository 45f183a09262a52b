package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * The answer to a legacy completion, or a chunk of it: OpenAI gives both the same form.
 *
 * @param header what identifies the answer
 * @param choices the answers; one or none in a chunk
 * @param usage the field usage
 */
@JsonPropertyOrder({"object", "header", "choices"})
public record Completion(
    @JsonUnwrapped AnswerHeader header, List<Choice> choices, @JsonIgnore ChunkUsage usage) {

  /**
   * Makes the list immutable.
   *
   * @param header what identifies the answer
   * @param choices the answers
   * @param usage the field usage
   */
  public Completion {
    choices = List.copyOf(choices);
  }

  /** A whole answer, which always has its usage. */
  public static Completion whole(AnswerHeader header, List<Choice> choices, Usage usage) {
    return new Completion(header, choices, ChunkUsage.of(usage));
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "text_completion";
  }

  @JsonAnyGetter
  Map<String, Usage> usageField() {
    return usage.field();
  }

  /**
   * One answer, or what is new in it.
   *
   * @param text the text
   * @param index its number, from 0
   * @param logprobs how likely its tokens were; null where that was not asked for
   * @param finishReason why it ended; null in a chunk while it goes on
   * @param citations what it is made from, in a stream in its first chunk; else null, and left out
   */
  @JsonPropertyOrder({"text", "index", "logprobs", "finish_reason"})
  public record Choice(
      String text,
      int index,
      CompletionLogprobs logprobs,
      @JsonProperty("finish_reason") FinishReason finishReason,
      @JsonUnwrapped Citations citations) {

    /** One without log probabilities and documents, or that is not the first of its choice. */
    public Choice(String text, int index, FinishReason finishReason) {
      this(text, index, null, finishReason, null);
    }
  }
}
