package dev.servllama.http;

import dev.servllama.chat.Turn;
import dev.servllama.openai.AnswerHeader;
import dev.servllama.training.Feedback;
import dev.servllama.training.RecentAnswers.Answered;
import dev.servllama.training.RecentAnswers.ChatMessage;
import java.util.List;

/** Has answers noted for feedback, where feedback is on. Thread-safe. */
public final class AnswerMemory {
  private final Feedback feedback;

  /**
   * @param feedback says whether answers are wanted
   */
  public AnswerMemory(Feedback feedback) {
    this.feedback = feedback;
  }

  /**
   * The format of an answer that is noted when it is complete; the same format if none is.
   *
   * @param owner who has asked
   * @param continued whether the answer goes on with the last of the turns
   */
  AnswerFormat noting(
      AnswerFormat format,
      AnswerHeader header,
      int choices,
      String owner,
      List<Turn> turns,
      boolean continued) {
    if (feedback.recent().isEmpty()) {
      return format;
    }
    int before = continued ? turns.size() - 1 : turns.size();
    String begun = continued ? turns.get(before).content().orElse("") : "";
    List<ChatMessage> messages =
        turns.subList(0, before).stream()
            .map(turn -> new ChatMessage(turn.role(), turn.content().orElse("")))
            .toList();
    return new AnswerRecorder(
        format,
        choices,
        texts ->
            feedback
                .recent()
                .get()
                .remember(
                    header.id(),
                    new Answered(
                        owner,
                        header.model(),
                        messages,
                        texts.stream().map(begun::concat).toList())));
  }
}
