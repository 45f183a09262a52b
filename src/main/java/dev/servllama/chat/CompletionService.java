package dev.servllama.chat;

import dev.servllama.chat.template.RenderedPrompt.Range;
import dev.servllama.engine.Engine;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Reservation;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.models.gguf.GgufTokenizer.FillTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Continues plain texts. Thread-safe. */
public final class CompletionService {

  /**
   * Starts an answer; its choices are those of the first prompt, then those of the second, and so
   * on.
   *
   * @param places for all choices of all prompts
   * @throws dev.servllama.error.InvalidRequestException if a prompt does not fit the model
   */
  public Answer answer(
      ServedModel model, Reservation places, List<TextPrompt> prompts, Options options) {
    PromptBudget budget = new PromptBudget(model.engine(), "prompt");
    List<GenerationRequest> requests = new ArrayList<>();
    for (TextPrompt prompt : prompts) {
      requests.add(budget.request(tokens(model, budget, prompt), options));
    }
    return Answer.start(places, requests, options);
  }

  /** The text of a prompt, for an answer that repeats it. */
  public String text(Engine engine, TextPrompt prompt) {
    if (prompt instanceof TextPrompt.Tokens tokens) {
      if (!engine.capabilities().tokens()) {
        throw InvalidRequestException.of(
            "echo",
            "The engine '%s' does not turn token ids into text; send the prompt as text."
                .formatted(engine.info().kind()));
      }
      return engine.detokenize(new PromptBudget(engine, "prompt").checked(tokens.ids()));
    }
    if (prompt instanceof TextPrompt.Grounded grounded) {
      return grounded.text();
    }
    return prompt instanceof TextPrompt.Gap gap ? gap.before() : ((TextPrompt.Text) prompt).text();
  }

  private static int[] tokens(ServedModel model, PromptBudget budget, TextPrompt prompt) {
    if (prompt instanceof TextPrompt.Tokens tokens) {
      return budget.checked(tokens.ids());
    }
    Vocabulary vocabulary = model.requirePrompting().vocabulary();
    if (prompt instanceof TextPrompt.Gap gap) {
      return vocabulary.begin(gapTokens(model.engine(), vocabulary, gap));
    }
    if (prompt instanceof TextPrompt.Grounded grounded) {
      return vocabulary.begin(model.engine().tokenize(parts(vocabulary, grounded)));
    }
    String text = ((TextPrompt.Text) prompt).text();
    return vocabulary.begin(model.engine().tokenize(List.of(text)));
  }

  private static List<String> parts(Vocabulary vocabulary, TextPrompt.Grounded prompt) {
    String passages = prompt.passages();
    List<String> parts =
        new ArrayList<>(
            new ControlTokenGuard(vocabulary.controls())
                .parts(passages, List.of(new Range(0, passages.length()))));
    parts.add(prompt.text());
    return parts;
  }

  private static int[] gapTokens(Engine engine, Vocabulary vocabulary, TextPrompt.Gap gap) {
    FillTokens fill =
        vocabulary
            .fill()
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "This model cannot fill a gap in a text, so 'suffix' cannot take effect.",
                        "suffix",
                        "unsupported_parameter"));
    IntStream before =
        IntStream.concat(
            IntStream.of(fill.prefix()), IntStream.of(engine.tokenize(List.of(gap.before()))));
    IntStream after =
        IntStream.concat(
            IntStream.of(fill.suffix()), IntStream.of(engine.tokenize(List.of(gap.after()))));
    return IntStream.concat(IntStream.concat(before, after), IntStream.of(fill.middle())).toArray();
  }
}
