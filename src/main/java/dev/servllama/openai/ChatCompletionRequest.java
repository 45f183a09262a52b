package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to {@code POST /v1/chat/completions}. Immutable.
 *
 * @param model the id of the model; empty means the server's own
 * @param messages the conversation, at least one message
 * @param maxTokens the most tokens that an answer may have, from 1; empty means up to the context's
 *     end
 * @param n how many answers are asked for, 1 to {@value #MAX_CHOICES}
 * @param stop up to four strings at which an answer ends, none of them empty
 * @param sampling how tokens are chosen
 * @param streaming whether and how the answer is streamed
 * @param responseFormat the form that an answer must have
 * @param topLogprobs of how many of the likeliest tokens, 0 to 20, to tell how likely they were,
 *     and of those chosen; empty where that is not asked for
 * @param collections which documents are asked; empty for the server's own choice
 * @param continued whether the last message, which is the assistant's, is gone on with
 */
public record ChatCompletionRequest(
    Optional<String> model,
    List<Message> messages,
    OptionalInt maxTokens,
    int n,
    List<String> stop,
    Sampling sampling,
    Streaming streaming,
    ResponseFormat responseFormat,
    OptionalInt topLogprobs,
    Optional<List<String>> collections,
    boolean continued) {

  /** OpenAI's limit of choices for one request. */
  public static final int MAX_CHOICES = 128;

  private static final int MAX_TOP_LOGPROBS = 20;

  /**
   * Makes the lists immutable.
   *
   * @param model the id of the model
   * @param messages the conversation
   * @param maxTokens the most tokens of an answer
   * @param n how many answers
   * @param stop where an answer ends
   * @param sampling how tokens are chosen
   * @param streaming whether and how it is streamed
   * @param responseFormat the form of an answer
   * @param topLogprobs whether and of how many tokens to tell how likely they were
   * @param collections which documents are asked
   * @param continued whether the last message is gone on with
   */
  public ChatCompletionRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
  }

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws InvalidRequestException if a field is missing, of the wrong type or out of its range,
   *     or asks for what {@link ParameterTable#chat()} says cannot be done
   */
  public static ChatCompletionRequest read(JsonNode body) {
    Fields request = Fields.root(body);
    ParameterTable.chat().check(request);
    List<Message> messages = MessageReader.read(request);
    ResponseFormat format = ResponseFormatReader.read(request);
    return new ChatCompletionRequest(
        request.string("model"),
        messages,
        maxTokens(request),
        request.integer("n", 1, MAX_CHOICES).orElse(1),
        StopStrings.read(request),
        Sampling.read(request),
        Streaming.read(request),
        format,
        topLogprobs(request),
        CollectionNames.read(request),
        Continuation.read(request, messages, format));
  }

  private static OptionalInt topLogprobs(Fields request) {
    OptionalInt top = request.integer("top_logprobs", 0, MAX_TOP_LOGPROBS);
    if (request.flag("logprobs")) {
      return OptionalInt.of(top.orElse(0));
    }
    if (top.orElse(0) > 0) {
      throw Refusal.value(
          request.path().child("top_logprobs"), "it needs 'logprobs' to be true as well.");
    }
    return OptionalInt.empty();
  }

  private static OptionalInt maxTokens(Fields request) {
    OptionalInt older = request.integer("max_tokens", 1, Integer.MAX_VALUE);
    OptionalInt newer = request.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
    if (older.isPresent() && newer.isPresent() && !older.equals(newer)) {
      throw Refusal.value(
          request.path().child("max_completion_tokens"),
          "it is %d, but 'max_tokens' is %d; they mean the same."
              .formatted(newer.getAsInt(), older.getAsInt()));
    }
    return newer.isPresent() ? newer : older;
  }
}
