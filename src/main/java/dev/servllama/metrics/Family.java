package dev.servllama.metrics;

import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Metrics of one kind that differ in their labels, for Dropwizard knows no labels: each is in the
 * registry, under a name of its own. Thread-safe.
 */
final class Family<M extends Metric> {
  private final MetricRegistry registry;
  private final Description description;
  private final Supplier<M> maker;
  private final Map<List<String>, M> members = new ConcurrentHashMap<>();

  Family(MetricRegistry registry, Description description, Supplier<M> maker) {
    this.registry = registry;
    this.description = description;
    this.maker = maker;
  }

  Description description() {
    return description;
  }

  /** The metric with labels of these values, made when it is first asked for. */
  M with(String... values) {
    List<String> key = List.of(values);
    M known = members.get(key);
    return known != null ? known : members.computeIfAbsent(key, this::register);
  }

  /** Puts in a metric in place of the one with the same labels, if there is one. */
  void put(M metric, String... values) {
    List<String> key = List.of(values);
    registry.remove(registryName(key));
    members.put(key, metric);
    registry.register(registryName(key), metric);
  }

  /** All that there are, by the values of their labels. */
  Map<List<String>, M> members() {
    return Map.copyOf(members);
  }

  private M register(List<String> values) {
    return registry.register(registryName(values), maker.get());
  }

  private String registryName(List<String> values) {
    if (values.size() != description.labels().size()) {
      throw new IllegalArgumentException(
          "%s has labels %s, not %s".formatted(description.name(), description.labels(), values));
    }
    StringBuilder name = new StringBuilder(description.name());
    for (int i = 0; i < values.size(); i++) {
      name.append(i == 0 ? '{' : ',').append(description.labels().get(i)).append('=');
      name.append(values.get(i));
    }
    return (values.isEmpty() ? name : name.append('}')).toString();
  }
}
