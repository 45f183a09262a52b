package dev.servllama.chat;

import dev.servllama.engine.Reservation;
import java.util.List;

/** Answers conversations. Thread-safe. */
public final class ChatService {

  /**
   * Starts an answer.
   *
   * @param places for as many choices as the options ask for
   * @throws dev.servllama.error.InvalidRequestException if the conversation does not fit the
   *     model's template or context
   * @throws dev.servllama.error.UnavailableException if the model has gone meanwhile
   */
  public Answer answer(
      ServedModel model, Reservation places, List<Turn> conversation, Options options) {
    List<String> prompt = model.template().render(conversation);
    int[] tokens = model.vocabulary().begin(model.engine().tokenize(prompt));
    PromptBudget budget = new PromptBudget(model.engine(), "messages");
    return Answer.start(places, List.of(budget.request(tokens, options)), options);
  }
}
