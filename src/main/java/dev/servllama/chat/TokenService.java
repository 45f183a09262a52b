package dev.servllama.chat;

import dev.servllama.chat.template.RenderedPrompt.Range;
import java.util.List;

/** Tells how a model reads texts and conversations, without an answer to them. Thread-safe. */
public final class TokenService {

  /**
   * The tokens of a text.
   *
   * @param begin whether they begin as the model wants a text to begin
   * @param controls whether control tokens that are written in the text are read as such
   * @throws dev.servllama.error.UnavailableException if the model has gone meanwhile
   */
  public int[] tokens(ServedModel model, String text, boolean begin, boolean controls) {
    List<String> parts =
        controls
            ? List.of(text)
            : new ControlTokenGuard(model.requirePrompting().vocabulary().controls())
                .parts(text, List.of(new Range(0, text.length())));
    int[] tokens = model.engine().tokenize(parts);
    return begin ? model.requirePrompting().vocabulary().begin(tokens) : tokens;
  }

  /**
   * The prompt that a conversation becomes, and its tokens as an answer would read them.
   *
   * @throws dev.servllama.error.InvalidRequestException if the conversation does not fit the
   *     model's template
   * @throws dev.servllama.error.UnavailableException if the model has gone meanwhile
   */
  public TokenizedPrompt prompt(ServedModel model, List<Turn> conversation) {
    List<String> parts = model.requirePrompting().template().render(conversation);
    return new TokenizedPrompt(
        String.join("", parts),
        model.requirePrompting().vocabulary().begin(model.engine().tokenize(parts)));
  }

  /**
   * The text of tokens.
   *
   * @param param the field that they came in
   * @throws dev.servllama.error.InvalidRequestException if one is not in the vocabulary
   * @throws dev.servllama.error.UnavailableException if the model has gone meanwhile
   */
  public String text(ServedModel model, int[] tokens, String param) {
    return model.engine().detokenize(new PromptBudget(model.engine(), param).checked(tokens));
  }

  /**
   * What a conversation becomes.
   *
   * @param text as the model's template writes it
   * @param tokens what the model reads; a begin token before the text is not in it
   */
  public record TokenizedPrompt(String text, int[] tokens) {}
}
