package dev.servllama.chat;

import dev.servllama.engine.GenerationEvent;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** When an answer came how far, reported once. For one thread. */
final class Course {
  private Consumer<AnswerReport> listener = report -> {};
  private OptionalLong started = OptionalLong.empty();
  private OptionalLong firstToken = OptionalLong.empty();
  private boolean over;

  void whenOver(Consumer<AnswerReport> told) {
    listener = told;
  }

  boolean over() {
    return over;
  }

  void note(GenerationEvent event) {
    if (firstToken.isPresent()) {
      return;
    }
    if (event instanceof GenerationEvent.Piece) {
      firstToken = OptionalLong.of(System.nanoTime());
    } else if (event instanceof GenerationEvent.Started && started.isEmpty()) {
      started = OptionalLong.of(System.nanoTime());
    }
  }

  void end(AnswerReport.Outcome outcome, TokenUsage usage) {
    if (!over) {
      over = true;
      listener.accept(new AnswerReport(outcome, usage, started, firstToken, System.nanoTime()));
    }
  }
}
