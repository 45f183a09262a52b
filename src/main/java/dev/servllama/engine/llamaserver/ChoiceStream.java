package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.TokenLogprob;
import dev.servllama.engine.child.Desk;
import java.util.ArrayList;
import java.util.List;

/** What a llama-server tells of one of the answers that it makes. Reports an end once. */
final class ChoiceStream {
  private final Desk desk;
  private final Ticket ticket;
  private final int guess;
  private final List<TokenLogprob> logprobs = new ArrayList<>();
  private boolean begun;
  private boolean over;
  private int told;

  /**
   * @param guess how many tokens of the prompt the slot is thought to know, for a llama-server that
   *     does not say
   */
  ChoiceStream(Desk desk, Ticket ticket, int guess) {
    this.desk = desk;
    this.ticket = ticket;
    this.guess = guess;
  }

  long id() {
    return ticket.id();
  }

  GenerationRequest request() {
    return ticket.job().request();
  }

  synchronized boolean over() {
    return over;
  }

  /** Takes in an event. */
  synchronized void take(JsonNode event) {
    if (over) {
      return;
    }
    JsonNode progress = event.path("prompt_progress");
    begin(progress.path("cache").asInt(guess));
    if (progress.isObject()) {
      desk.promptRead(id(), progress.path("processed").asInt());
      return;
    }
    int tokens = event.path("tokens_predicted").asInt();
    piece(event, tokens);
    if (event.path("stop").asBoolean()) {
      end(event.path("stop_type").asText(), tokens);
    }
  }

  /** It is cancelled: whatever comes of it is not wanted. */
  synchronized void cancel() {
    if (!over) {
      over = true;
      desk.end(id(), EndReason.CANCELLED, told);
    }
  }

  synchronized void fail(String message) {
    if (!over) {
      over = true;
      desk.fault(id(), message);
    }
  }

  private void begin(int cached) {
    if (!begun) {
      begun = true;
      desk.begun(id(), request().repeatable() ? 0 : cached);
    }
  }

  private void piece(JsonNode event, int tokens) {
    logprobs.addAll(TokenLogprobs.of(event, request().topLogprobs()));
    String text = event.path("content").asText();
    // An empty one may be an end token, which does not count.
    if (!text.isEmpty()) {
      desk.piece(id(), text, tokens - told, logprobs);
      told = tokens;
      logprobs.clear();
    }
  }

  private void end(String type, int tokens) {
    over = true;
    desk.end(
        id(),
        type.equals("limit") ? EndReason.LENGTH : EndReason.STOP,
        type.equals("eos") ? Math.max(0, tokens - 1) : tokens);
  }
}
