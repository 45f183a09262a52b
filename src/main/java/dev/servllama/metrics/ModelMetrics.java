package dev.servllama.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers of models, and the tokens that they took. Thread-safe. */
public final class ModelMetrics {
  private static final String MODEL = "model";
  private static final String REFUSED = "refused";
  private static final double NANOS = 1e9;

  private final Family<Counter> answers;
  private final Family<Meter> promptTokens;
  private final Family<Meter> completionTokens;
  private final Family<Meter> cachedTokens;
  private final Family<Histogram> queued;
  private final Family<Histogram> toFirstToken;
  private final Family<Histogram> generating;
  private final Family<Histogram> perToken;
  private final EngineGauges engines;

  ModelMetrics(Families families) {
    answers =
        families.counters(
            Description.counter(
                "servllama_answers_total",
                "Requests for an answer of a model, by how they ended.",
                MODEL,
                "outcome"));
    promptTokens =
        families.meters(
            Description.counter("servllama_prompt_tokens_total", "Tokens of prompts.", MODEL));
    completionTokens =
        families.meters(
            Description.counter(
                "servllama_completion_tokens_total", "Tokens of answers' choices.", MODEL));
    cachedTokens =
        families.meters(
            Description.counter(
                "servllama_cached_prompt_tokens_total",
                "Tokens of prompts that a slot had read before.",
                MODEL));
    queued = times(families, "queue_wait", "Time until an answer had a slot.", Bounds.WAIT);
    toFirstToken =
        times(families, "time_to_first_token", "Time until an answer's first token.", Bounds.WAIT);
    generating =
        times(families, "generation", "Time from the first token to the last.", Bounds.REQUEST);
    perToken = times(families, "time_per_output_token", "Mean time between tokens.", Bounds.TOKEN);
    engines = new EngineGauges(families);
  }

  private static Family<Histogram> times(
      Families families, String name, String help, long... bounds) {
    return families.histograms(
        Description.seconds("servllama_" + name + "_seconds", help, MODEL), bounds);
  }

  /**
   * A model has come, or has come again.
   *
   * @param model its id
   * @param engine asked whenever somebody looks
   */
  public void serves(String model, EngineSource engine) {
    engines.add(model, engine);
  }

  /** An answer was refused, for the queue was full. */
  public void refused(String model) {
    answers.with(model, REFUSED).inc();
  }

  /** An answer is over. */
  public void answered(String model, AnswerFigures figures) {
    answers.with(model, figures.outcome().name().toLowerCase(Locale.ROOT)).inc();
    promptTokens.with(model).mark(figures.promptTokens());
    completionTokens.with(model).mark(figures.completionTokens());
    cachedTokens.with(model).mark(figures.cachedTokens());
    figures.queued().ifPresent(time -> queued.with(model).update(time.toNanos()));
    figures.toFirstToken().ifPresent(time -> toFirstToken.with(model).update(time.toNanos()));
    figures.generating().ifPresent(time -> generated(model, time, figures.completionTokens()));
  }

  private void generated(String model, Duration time, int tokens) {
    generating.with(model).update(time.toNanos());
    if (tokens > 1) {
      perToken.with(model).update(time.toNanos() / (tokens - 1));
    }
  }

  /** Answers that have had their first token. */
  long firstTokens() {
    return toFirstToken.members().values().stream().mapToLong(Histogram::getCount).sum();
  }

  /** What these waited for it, in all. */
  double firstTokenSeconds() {
    return toFirstToken.members().values().stream()
        .mapToDouble(times -> times.getSnapshot().getMean() * times.getCount() / NANOS)
        .sum();
  }

  TokenReport tokens() {
    return new TokenReport(
        sum(promptTokens.members().values()),
        sum(completionTokens.members().values()),
        sum(cachedTokens.members().values()),
        completionTokens.members().values().stream().mapToDouble(Meter::getOneMinuteRate).sum());
  }

  Map<String, ModelReport> report() {
    Set<String> models = new TreeSet<>(engines.models());
    answers.members().keySet().forEach(labels -> models.add(labels.get(0)));
    Map<String, ModelReport> reports = new TreeMap<>();
    models.forEach(model -> reports.put(model, report(model)));
    return reports;
  }

  private ModelReport report(String model) {
    Map<String, Long> outcomes = new TreeMap<>();
    answers
        .members()
        .forEach(
            (labels, counter) -> {
              if (labels.get(0).equals(model)) {
                outcomes.put(labels.get(1), counter.getCount());
              }
            });
    Double seconds = Reading.meanSeconds(perToken, model);
    return new ModelReport(
        outcomes.values().stream().mapToLong(Long::longValue).sum(),
        outcomes.getOrDefault(REFUSED, 0L),
        outcomes,
        Reading.count(promptTokens, model),
        Reading.count(completionTokens, model),
        Reading.count(cachedTokens, model),
        Reading.meanSeconds(toFirstToken, model),
        seconds == null || seconds == 0 ? null : 1 / seconds,
        engines.report(model));
  }

  private static long sum(Collection<Meter> meters) {
    return meters.stream().mapToLong(Meter::getCount).sum();
  }
}
