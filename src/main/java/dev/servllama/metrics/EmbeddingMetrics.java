package dev.servllama.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Embeddings. Thread-safe. */
public final class EmbeddingMetrics {
  private final Counter requests;
  private final Counter texts;
  private final Counter tokens;
  private final Histogram batches;
  private final Histogram latency;
  private final Family<Gauge<Number>> queue;

  EmbeddingMetrics(Families families) {
    requests = counter(families, "requests", "Requests for embeddings.");
    texts = counter(families, "texts", "Texts that were embedded.");
    tokens = counter(families, "tokens", "Tokens of these texts.");
    batches =
        families
            .histograms(
                Description.sizes(
                    "servllama_embedding_batch_texts", "Texts that were computed at once."),
                Bounds.BATCH)
            .with();
    latency =
        families
            .histograms(
                Description.seconds(
                    "servllama_embedding_duration_seconds", "Time until a request's embeddings."),
                Bounds.REQUEST)
            .with();
    queue =
        families.gauges(Description.gauge("servllama_embedding_queue_tokens", "Tokens that wait."));
  }

  private static Counter counter(Families families, String name, String help) {
    return families
        .counters(Description.counter("servllama_embedding_" + name + "_total", help))
        .with();
  }

  /**
   * A request has been answered.
   *
   * @param textCount how many texts it had
   * @param tokenCount how many tokens these had, as {@code usage} says
   * @param duration from its arrival
   */
  public void answered(int textCount, int tokenCount, Duration duration) {
    requests.inc();
    texts.inc(textCount);
    tokens.inc(tokenCount);
    latency.update(duration.toNanos());
  }

  /**
   * A batch has been computed.
   *
   * @param textCount how many texts were in it
   */
  public void batch(int textCount) {
    batches.update(textCount);
  }

  /**
   * There is a queue.
   *
   * @param length tokens that wait in it; asked whenever somebody looks
   */
  public void queue(IntSupplier length) {
    queue.put(length::getAsInt);
  }

  EmbeddingReport report() {
    return new EmbeddingReport(
        requests.getCount(),
        texts.getCount(),
        tokens.getCount(),
        batches.getCount() == 0 ? null : batches.getSnapshot().getMean(),
        latency.getCount() == 0 ? null : latency.getSnapshot().getMean() / 1e9,
        queue.members().values().stream().map(Gauge::getValue).findFirst().orElse(null));
  }
}
