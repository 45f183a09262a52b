package dev.servllama.http;

import dev.servllama.chat.Answer;
import dev.servllama.chat.AnswerReport;
import dev.servllama.chat.ServedModel;
import dev.servllama.engine.Reservation;
import dev.servllama.error.OverloadedException;
import dev.servllama.metrics.AnswerFigures;
import dev.servllama.metrics.ModelMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts answers and their tokens: the only place where that is done. Thread-safe. */
public final class AnswerMeter {
  private final ModelMetrics metrics;

  /**
   * @param metrics where to count
   */
  public AnswerMeter(ModelMetrics metrics) {
    this.metrics = metrics;
  }

  /** Takes places as {@link dev.servllama.engine.Engine#reserve} does, and counts refusals. */
  Reservation reserve(Exchange exchange, ServedModel model, int jobs) {
    try {
      return model.engine().reserve(jobs, exchange.requester());
    } catch (OverloadedException e) {
      metrics.refused(model.id());
      throw e;
    }
  }

  /**
   * Counts an answer, which nobody has read from yet, and charges its caller, when it is over or is
   * left.
   */
  void measure(Exchange exchange, ServedModel model, Answer answer) {
    answer.whenOver(
        report -> {
          exchange.charge(report.usage());
          count(exchange.trace(), model, report);
        });
  }

  private void count(RequestTrace trace, ServedModel model, AnswerReport report) {
    trace.answered(report.usage());
    metrics.answered(
        model.id(),
        new AnswerFigures(
            AnswerFigures.Outcome.valueOf(report.outcome().name()),
            report.usage().prompt(),
            report.usage().completion(),
            report.usage().cached(),
            since(trace.begin(), report.started()),
            since(trace.begin(), report.firstToken()),
            report.firstToken().isEmpty()
                ? Optional.empty()
                : since(report.firstToken().getAsLong(), OptionalLong.of(report.ended()))));
  }

  private static Optional<Duration> since(long begin, OptionalLong end) {
    return end.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(end.getAsLong() - begin));
  }
}
