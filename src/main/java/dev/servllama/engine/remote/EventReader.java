package dev.servllama.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes generation events of the chunks of one streamed answer. For one thread. */
final class EventReader {
  private final Consumer<GenerationEvent> events;
  private Optional<EndReason> reason = Optional.empty();
  private int pieces;
  private JsonNode usage;

  EventReader(Consumer<GenerationEvent> events) {
    this.events = events;
  }

  /** Takes in a chunk. */
  void take(JsonNode chunk) {
    if (chunk.path("usage").isObject()) {
      usage = chunk.get("usage");
    }
    JsonNode choice = chunk.path("choices").path(0);
    // A chat's delta, or a plain completion's text.
    JsonNode text = choice.has("text") ? choice.get("text") : choice.at("/delta/content");
    if (text.isTextual() && !text.asText().isEmpty()) {
      pieces++;
      events.accept(new GenerationEvent.Piece(text.asText(), 1, WireLogprobs.of(choice)));
    }
    if (choice.path("finish_reason").isTextual()) {
      boolean length = choice.get("finish_reason").asText().equals("length");
      reason = Optional.of(length ? EndReason.LENGTH : EndReason.STOP);
    }
  }

  /** How it ended; empty if it has not, so that the answer is not whole. */
  Optional<GenerationEvent> end() {
    if (reason.isPresent() && usage != null) {
      events.accept(
          new GenerationEvent.Counted(
              usage.path("prompt_tokens").asInt(),
              usage.at("/prompt_tokens_details/cached_tokens").asInt()));
    }
    int tokens = usage == null ? pieces : usage.path("completion_tokens").asInt(pieces);
    return reason.map(why -> new GenerationEvent.Ended(why, tokens));
  }
}
