package dev.servllama.chat;

import dev.servllama.engine.Engine;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Reservation;
import java.util.ArrayList;
import java.util.List;

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
    return prompt instanceof TextPrompt.Tokens tokens
        ? engine.detokenize(new PromptBudget(engine, "prompt").checked(tokens.ids()))
        : ((TextPrompt.Text) prompt).text();
  }

  private static int[] tokens(ServedModel model, PromptBudget budget, TextPrompt prompt) {
    if (prompt instanceof TextPrompt.Tokens tokens) {
      return budget.checked(tokens.ids());
    }
    String text = ((TextPrompt.Text) prompt).text();
    return model.vocabulary().begin(model.engine().tokenize(List.of(text)));
  }
}
