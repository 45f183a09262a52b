package dev.servllama.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shows the registry's metrics to Prometheus, with labels, units and buckets. Thread-safe. */
final class PrometheusExposition {
  private static final String COUNTERS_END = "_total";

  private final Families families;

  PrometheusExposition(Families families) {
    this.families = families;
  }

  void write(TextFormat format, OutputStream out) throws IOException {
    List<MetricSnapshot> snapshots =
        families.all().stream().flatMap(family -> snapshot(family).stream()).toList();
    format.writer().write(out, new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
  }

  /** Empty for a family of which nothing can be told. */
  private static Optional<MetricSnapshot> snapshot(Family<?> family) {
    Description description = family.description();
    MetricSnapshot snapshot =
        switch (description.type()) {
          case COUNTER -> counter(family, description);
          case GAUGE -> gauge(family, description);
          case HISTOGRAM -> histogram(family, description);
        };
    return Optional.of(snapshot).filter(some -> !some.getDataPoints().isEmpty());
  }

  private static MetricSnapshot counter(Family<?> family, Description description) {
    String name = description.name();
    CounterSnapshot.Builder all =
        CounterSnapshot.builder()
            .name(name.substring(0, name.length() - COUNTERS_END.length()))
            .help(description.help());
    values(family)
        .forEach(
            (labels, value) ->
                all.dataPoint(
                    CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return all.build();
  }

  private static MetricSnapshot gauge(Family<?> family, Description description) {
    GaugeSnapshot.Builder all =
        GaugeSnapshot.builder().name(description.name()).help(description.help());
    values(family)
        .forEach(
            (labels, value) ->
                all.dataPoint(
                    GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return all.build();
  }

  private static MetricSnapshot histogram(Family<?> family, Description description) {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder().name(description.name()).help(description.help());
    family
        .members()
        .forEach(
            (labels, metric) -> {
              Buckets buckets = ((BucketHistogram) metric).buckets();
              all.dataPoint(
                  HistogramDataPointSnapshot.builder()
                      .labels(labels(description, labels))
                      .classicHistogramBuckets(classic(buckets, parts(description)))
                      .sum(buckets.sum() / parts(description))
                      .build());
            });
    return all.build();
  }

  private static ClassicHistogramBuckets classic(Buckets buckets, double parts) {
    double[] bounds =
        Stream.concat(
                Arrays.stream(buckets.bounds()).mapToObj(bound -> bound / parts),
                Stream.of(Double.POSITIVE_INFINITY))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return ClassicHistogramBuckets.of(bounds, buckets.counts());
  }

  /** To divide by, which gives 0.005 where multiplying would give 0.0050000000000000001. */
  private static double parts(Description description) {
    return Math.rint(1 / description.scale());
  }

  private static Map<Labels, Double> values(Family<?> family) {
    Map<Labels, Double> values = new TreeMap<>();
    family
        .members()
        .forEach(
            (labels, metric) ->
                value(metric)
                    .ifPresent(value -> values.put(labels(family.description(), labels), value)));
    return values;
  }

  private static OptionalDouble value(Metric metric) {
    if (metric instanceof Counting counting) {
      return OptionalDouble.of(counting.getCount());
    }
    return ((Gauge<?>) metric).getValue() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  private static Labels labels(Description description, List<String> values) {
    return Labels.of(description.labels(), values);
  }
}
