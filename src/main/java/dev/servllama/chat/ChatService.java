package dev.servllama.chat;

import dev.servllama.engine.Forwarded;
import dev.servllama.engine.GenerationRequest;
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
    Prompting prompting = model.requirePrompting();
    List<String> prompt = prompting.template().render(conversation);
    int[] tokens = prompting.vocabulary().begin(model.engine().tokenize(prompt));
    PromptBudget budget = new PromptBudget(model.engine(), "messages");
    return Answer.start(places, List.of(budget.request(tokens, options)), options);
  }

  /**
   * Starts an answer by an engine that makes its prompts itself.
   *
   * @param places for as many choices as the options ask for, of each request
   */
  public Answer forward(Reservation places, List<Forwarded> requests, Options options) {
    int most = options.maxTokens().orElse(Integer.MAX_VALUE);
    return Answer.start(
        places,
        requests.stream()
            .map(
                request ->
                    GenerationRequest.forward(
                        request, most, options.sampling(), options.topLogprobs()))
            .toList(),
        options);
  }
}
