package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A process. What the platform does not tell is null and left out.
 *
 * @param cpuPercent 100 for each processor that it keeps busy
 * @param residentBytes of memory
 * @param threads how many
 * @param uptime in seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessReport(
    @JsonProperty("cpu_percent") Double cpuPercent,
    @JsonProperty("rss_bytes") Long residentBytes,
    Long threads,
    @JsonProperty("uptime_seconds") Double uptime) {
  private static final double MILLIS = 1000;

  static ProcessReport of(ProcessFigures figures, Double cpuPercent) {
    Double start = figures.startSeconds();
    return new ProcessReport(
        cpuPercent,
        figures.residentBytes(),
        figures.threads(),
        start == null ? null : Double.valueOf(System.currentTimeMillis() / MILLIS - start));
  }
}
