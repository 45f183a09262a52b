package dev.servllama.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Makes families of metrics, and knows all that it has made. Thread-safe. */
final class Families {
  private final MetricRegistry registry;
  private final List<Family<?>> all = new CopyOnWriteArrayList<>();

  Families(MetricRegistry registry) {
    this.registry = registry;
  }

  List<Family<?>> all() {
    return all;
  }

  Family<Counter> counters(Description description) {
    return add(description, Counter::new);
  }

  /** Counters that also know how fast they have grown lately. */
  Family<Meter> meters(Description description) {
    return add(description, Meter::new);
  }

  /**
   * @param bounds of the buckets, in the registry's unit
   */
  Family<Histogram> histograms(Description description, long... bounds) {
    return add(description, () -> new BucketHistogram(new Buckets(bounds)));
  }

  /** What is asked when somebody looks. A null means that it cannot be had, and is left out. */
  Family<Gauge<Number>> gauges(Description description) {
    return add(
        description,
        () -> {
          throw new IllegalStateException(description.name() + " has no such member");
        });
  }

  private <M extends Metric> Family<M> add(Description description, Supplier<M> maker) {
    Family<M> family = new Family<>(registry, description, maker);
    all.add(family);
    return family;
  }
}
