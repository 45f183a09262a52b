package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Some of the numbers at one time. What is counted is counted since the start, so that the
 * difference of two samples is what happened between them; what is not known is null and left out.
 *
 * @param time in seconds since 1970
 * @param requests that have ended, by the class of their status: {@code 2xx}
 * @param promptTokens of all models
 * @param completionTokens of all models
 * @param firstTokens answers that have had their first token
 * @param firstTokenSeconds what these waited for it, in all
 * @param slots of all models
 * @param busy slots
 * @param waiting requests
 * @param cpu of the server, in percent of one processor
 * @param memory of the server, in bytes
 * @param engineCpu of the engines' processes
 * @param engineMemory of the engines' processes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sample(
    double time,
    Map<String, Long> requests,
    @JsonProperty("prompt_tokens") long promptTokens,
    @JsonProperty("completion_tokens") long completionTokens,
    @JsonProperty("first_tokens") long firstTokens,
    @JsonProperty("first_token_seconds") double firstTokenSeconds,
    @JsonProperty("slots_total") int slots,
    @JsonProperty("slots_busy") int busy,
    @JsonProperty("queue_length") int waiting,
    @JsonProperty("cpu_percent") Double cpu,
    @JsonProperty("rss_bytes") Long memory,
    @JsonProperty("engine_cpu_percent") Double engineCpu,
    @JsonProperty("engine_rss_bytes") Long engineMemory) {

  static Sample of(double time, MetricsReport report, ModelMetrics models) {
    int slots = 0;
    int busy = 0;
    int waiting = 0;
    Double cpu = null;
    Long memory = null;
    for (ModelReport model : report.models().values()) {
      EngineReport engine = model.engine();
      if (engine != null) {
        slots += engine.slots();
        busy += engine.busy();
        waiting += engine.queueLength();
        cpu = engine.process() == null ? cpu : sum(cpu, engine.process().cpuPercent());
        memory = engine.process() == null ? memory : sum(memory, engine.process().residentBytes());
      }
    }
    return new Sample(
        time,
        byClass(report.requests()),
        report.tokens().prompt(),
        report.tokens().completion(),
        models.firstTokens(),
        models.firstTokenSeconds(),
        slots,
        busy,
        waiting,
        report.process().cpuPercent(),
        report.process().residentBytes(),
        cpu,
        memory);
  }

  private static Map<String, Long> byClass(RequestReport requests) {
    Map<String, Long> classes = new TreeMap<>();
    requests
        .routes()
        .values()
        .forEach(
            statuses ->
                statuses.forEach(
                    (status, count) ->
                        classes.merge(status.substring(0, 1) + "xx", count, Long::sum)));
    return classes;
  }

  private static Double sum(Double sum, Double value) {
    return value == null ? sum : Double.valueOf(Objects.requireNonNullElse(sum, 0.0) + value);
  }

  private static Long sum(Long sum, Long value) {
    return value == null ? sum : Long.valueOf(Objects.requireNonNullElse(sum, 0L) + value);
  }
}
