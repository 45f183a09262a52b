package dev.servllama.openai;

import dev.servllama.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;

/** Whether the last message is gone on with instead of answered; the field has vLLM's name. */
final class Continuation {
  private static final String FIELD = "continue_final_message";
  private static final String OPPOSITE = "add_generation_prompt";

  private Continuation() {}

  /**
   * @throws InvalidRequestException if there is nothing to go on with, or the two fields that say
   *     it contradict each other
   */
  static boolean read(Fields request, List<Message> messages, ResponseFormat format) {
    boolean wanted = request.flag(FIELD);
    Optional<Value> opposite = request.get(OPPOSITE);
    if (opposite.isPresent() && opposite.get().asBoolean() == wanted) {
      throw Refusal.value(
          request.path().child(OPPOSITE),
          "it is %s, and so is '%s'; it can only say the opposite.".formatted(wanted, FIELD));
    }
    if (wanted && !isBegun(messages.get(messages.size() - 1))) {
      throw Refusal.value(
          request.path().child(FIELD), "the last message must be the assistant's, with a text.");
    }
    if (wanted && !(format instanceof ResponseFormat.Text)) {
      throw Refusal.value(
          request.path().child(FIELD),
          "'response_format' can only be kept by an answer that is made from its beginning.");
    }
    return wanted;
  }

  private static boolean isBegun(Message message) {
    return message instanceof Message.Assistant assistant
        && assistant.toolCalls().isEmpty()
        && assistant.content().isPresent()
        && !assistant.content().get().text().isBlank();
  }
}
