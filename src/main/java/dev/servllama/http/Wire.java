package dev.servllama.http;

import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TokenUsage;
import dev.servllama.openai.AnswerHeader;
import dev.servllama.openai.FinishReason;
import dev.servllama.openai.Usage;
import java.time.Clock;
import java.util.UUID;

/** The chat package's words in those of the wire. */
final class Wire {
  private Wire() {}

  static FinishReason finish(Finish reason) {
    return reason == Finish.STOP ? FinishReason.STOP : FinishReason.LENGTH;
  }

  static Usage usage(TokenUsage usage) {
    return Usage.of(usage.prompt(), usage.completion(), usage.cached());
  }

  static AnswerHeader header(String prefix, ServedModel model, Clock clock) {
    String id = prefix + UUID.randomUUID().toString().replace("-", "");
    return new AnswerHeader(id, clock.instant().getEpochSecond(), model.id(), model.fingerprint());
  }
}
