package dev.servllama.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** HTTP requests. Thread-safe. */
public final class RequestMetrics {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Counter inFlight;
  private final Family<Counter> requests;
  private final Family<Histogram> durations;

  RequestMetrics(Families families) {
    inFlight =
        families
            .counters(
                new Description(
                    "servllama_requests_in_flight",
                    "HTTP requests that have begun and not ended.",
                    Description.Type.GAUGE,
                    1,
                    List.of()))
            .with();
    requests =
        families.counters(
            Description.counter(
                "servllama_requests_total",
                "HTTP requests that have ended.",
                "route",
                "method",
                "status"));
    durations =
        families.histograms(
            Description.seconds(
                "servllama_request_duration_seconds",
                "Time from an HTTP request's arrival to the end of its response or stream.",
                "route"),
            Bounds.REQUEST);
  }

  /** A request has begun. */
  public void begun() {
    inFlight.inc();
  }

  /**
   * A request that had begun has ended.
   *
   * @param route the path's template, one of a fixed number
   * @param method as it was sent; an unknown one is counted as {@code other}
   * @param status that of HTTP
   * @param duration to the last byte
   */
  public void ended(String route, String method, int status, Duration duration) {
    inFlight.dec();
    String known = METHODS.contains(method) ? method : "other";
    requests.with(route, known, String.valueOf(status)).inc();
    durations.with(route).update(duration.toNanos());
  }

  RequestReport report() {
    long total = 0;
    Map<String, Map<String, Long>> routes = new TreeMap<>();
    for (var member : requests.members().entrySet()) {
      long count = member.getValue().getCount();
      total += count;
      routes
          .computeIfAbsent(member.getKey().get(0), route -> new TreeMap<>())
          .merge(member.getKey().get(2), count, Long::sum);
    }
    return new RequestReport(total, inFlight.getCount(), routes);
  }
}
