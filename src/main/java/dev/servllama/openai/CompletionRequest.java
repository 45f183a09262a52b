package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to {@code POST /v1/completions}, the older endpoint that continues a text. Immutable.
 *
 * @param model the id of the model; empty means the server's own
 * @param prompts what is continued, 1 to 128 prompts
 * @param suffix what follows the text that is to be inserted; only some models can
 * @param maxTokens the most tokens that an answer may have, from 1; OpenAI's default is 16
 * @param n how many answers to each prompt, from 1; prompts times n is at most 128
 * @param echo whether an answer begins with its prompt
 * @param stop up to four strings at which an answer ends, none of them empty
 * @param sampling how tokens are chosen
 * @param streaming whether and how the answer is streamed
 * @param topLogprobs of how many of the likeliest tokens, 0 to 5, to tell how likely they were, and
 *     of those chosen; empty where that is not asked for
 * @param collections which documents are asked; empty for the server's own choice
 */
public record CompletionRequest(
    Optional<String> model,
    List<Prompt> prompts,
    Optional<String> suffix,
    OptionalInt maxTokens,
    int n,
    boolean echo,
    List<String> stop,
    Sampling sampling,
    Streaming streaming,
    OptionalInt topLogprobs,
    Optional<List<String>> collections) {

  private static final int MAX_CHOICES = ChatCompletionRequest.MAX_CHOICES;

  private static final int MAX_TOP_LOGPROBS = 5;

  /**
   * Makes the lists immutable.
   *
   * @param model the id of the model
   * @param prompts what is continued
   * @param suffix what follows
   * @param maxTokens the most tokens of an answer
   * @param n how many answers
   * @param echo whether the prompt is repeated
   * @param stop where an answer ends
   * @param sampling how tokens are chosen
   * @param streaming whether and how it is streamed
   * @param topLogprobs whether and of how many tokens to tell how likely they were
   * @param collections which documents are asked
   */
  public CompletionRequest {
    prompts = List.copyOf(prompts);
    stop = List.copyOf(stop);
  }

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws InvalidRequestException if a field is missing, of the wrong type or out of its range,
   *     or asks for what {@link ParameterTable#completions()} says cannot be done
   */
  public static CompletionRequest read(JsonNode body) {
    Fields request = Fields.root(body);
    ParameterTable.completions().check(request);
    List<Prompt> prompts = PromptReader.readAll(request.require("prompt"), MAX_CHOICES);
    return new CompletionRequest(
        request.string("model"),
        prompts,
        request.string("suffix"),
        request.integer("max_tokens", 1, Integer.MAX_VALUE),
        choices(request, prompts.size()),
        request.flag("echo"),
        StopStrings.read(request),
        Sampling.read(request),
        Streaming.read(request),
        topLogprobs(request),
        CollectionNames.read(request));
  }

  private static OptionalInt topLogprobs(Fields request) {
    OptionalInt top = request.integer("logprobs", 0, MAX_TOP_LOGPROBS);
    if (top.isPresent() && request.flag("echo")) {
      throw Refusal.value(
          request.path().child("logprobs"), "of a prompt that 'echo' repeats nothing is told.");
    }
    return top;
  }

  private static int choices(Fields request, int prompts) {
    int n = request.integer("n", 1, MAX_CHOICES).orElse(1);
    if ((long) n * prompts > MAX_CHOICES) {
      throw Refusal.value(
          request.path().child("n"),
          "%d for each of %d prompts are more than %d answers.".formatted(n, prompts, MAX_CHOICES));
    }
    int bestOf = request.integer("best_of", 1, MAX_CHOICES).orElse(n);
    if (bestOf != n) {
      throw Refusal.unsupportedValue(
          request.path().child("best_of"),
          Integer.toString(bestOf),
          "answers cannot be ranked, so it must equal 'n' (%d) or be left out.".formatted(n));
    }
    return n;
  }
}
