package dev.servllama.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.training.RecentAnswers.Answered;
import dev.servllama.training.RecentAnswers.ChatMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns what people say of answers into examples. The prompt is the message, or, where there was
 * more than one, the conversation as text; the messages themselves are in the meta data. Feedback
 * on the same conversation takes the place of earlier feedback. Thread-safe.
 */
public final class Feedback {
  private final Optional<String> dataset;
  private final Datasets datasets;
  private final RecentAnswers recent = new RecentAnswers();

  /**
   * @param dataset where feedback goes; empty if it is off
   */
  public Feedback(Optional<String> dataset, Datasets datasets) {
    this.dataset = dataset;
    this.datasets = datasets;
  }

  /**
   * What is said of an answer.
   *
   * @param completion the answer's id
   * @param choice which of its choices
   * @param good whether it is rated up, not down
   * @param comment on the answer
   * @param correction what should have been answered
   */
  public record Opinion(
      String completion,
      int choice,
      boolean good,
      Optional<String> comment,
      Optional<String> correction) {}

  /**
   * What became of an opinion.
   *
   * @param dataset where it went
   * @param report what became of it there
   */
  public record Captured(String dataset, IngestReport report) {}

  /** Where answers are to be noted; empty if feedback is off and none is to be kept. */
  public Optional<RecentAnswers> recent() {
    return dataset.map(on -> recent);
  }

  /**
   * Stores an opinion.
   *
   * @throws ConflictException if feedback is off
   * @throws NotFoundException if the answer is not known, or not any more
   */
  public Captured capture(String owner, Opinion opinion) {
    String name =
        dataset.orElseThrow(
            () ->
                new ConflictException(
                    "Feedback is off here; TRAINING_FEEDBACK=NAME turns it on.", "feedback_off"));
    Answered answered =
        recent
            .find(owner, opinion.completion())
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "No answer '%s' is known; only the latest are kept in memory."
                            .formatted(opinion.completion()),
                        "completion_id",
                        "completion_not_found"));
    if (opinion.choice() >= answered.choices().size()) {
      throw InvalidRequestException.of(
          "choice",
          "Invalid 'choice': the answer has %d choices.".formatted(answered.choices().size()));
    }
    IngestOrder.Candidate candidate = new IngestOrder.Candidate(0, example(answered, opinion));
    IngestOrder order = new IngestOrder(name, true, false, List.of(candidate), List.of());
    return new Captured(name, datasets.ingest(owner, order));
  }

  private static Example example(Answered answered, Opinion opinion) {
    String answer = answered.choices().get(opinion.choice());
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    ObjectNode feedback = meta.putObject("feedback");
    feedback.put("rating", opinion.good() ? "up" : "down");
    feedback.put("completion_id", opinion.completion());
    feedback.put("model", answered.model());
    opinion.comment().ifPresent(comment -> feedback.put("comment", comment));
    opinion.correction().ifPresent(corrected -> feedback.put("answer", answer));
    if (answered.messages().size() > 1) {
      ArrayNode messages = meta.putArray("messages");
      answered
          .messages()
          .forEach(m -> messages.addObject().put("role", m.role()).put("content", m.content()));
    }
    return new Example(
        prompt(answered.messages()), opinion.correction().orElse(answer), Optional.of(meta));
  }

  private static String prompt(List<ChatMessage> messages) {
    return messages.size() == 1
        ? messages.get(0).content()
        : messages.stream()
            .map(message -> message.role() + ": " + message.content())
            .collect(Collectors.joining("\n\n"));
  }
}
