package dev.servllama.metrics;

import java.util.List;

/**
 * What a family of metrics is called and means.
 *
 * @param name by Prometheus's conventions: the unit last, {@code _total} for counters
 * @param help a sentence for a person
 * @param type what it is to Prometheus
 * @param scale what the registry's whole numbers are multiplied by to get that unit
 * @param labels names of what tells its members apart, possibly none
 */
record Description(String name, String help, Type type, double scale, List<String> labels) {
  private static final double SECONDS_PER_NANO = 1e-9;

  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  static Description counter(String name, String help, String... labels) {
    return new Description(name, help, Type.COUNTER, 1, List.of(labels));
  }

  static Description gauge(String name, String help, String... labels) {
    return new Description(name, help, Type.GAUGE, 1, List.of(labels));
  }

  static Description sizes(String name, String help, String... labels) {
    return new Description(name, help, Type.HISTOGRAM, 1, List.of(labels));
  }

  /** Of durations, kept in nanoseconds. */
  static Description seconds(String name, String help, String... labels) {
    return new Description(name, help, Type.HISTOGRAM, SECONDS_PER_NANO, List.of(labels));
  }
}
