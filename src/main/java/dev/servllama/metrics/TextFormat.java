package dev.servllama.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;

/** Text that Prometheus reads. */
public enum TextFormat {
  /** Its own, version 0.0.4. */
  PROMETHEUS(PrometheusTextFormatWriter.create()),
  /** OpenMetrics 1.0.0. */
  OPEN_METRICS(OpenMetricsTextFormatWriter.create());

  private final ExpositionFormatWriter writer;

  TextFormat(ExpositionFormatWriter writer) {
    this.writer = writer;
  }

  /** The media type, with parameters. */
  public String mediaType() {
    return writer.getContentType();
  }

  ExpositionFormatWriter writer() {
    return writer;
  }
}
