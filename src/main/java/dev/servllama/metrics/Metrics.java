package dev.servllama.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jmx.JmxReporter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import javax.management.MBeanServer;

/**
 * All that one web application counts, until it is closed; another in the same JVM has its own.
 * Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  private static final double MILLIS = 1000;

  private final Clock clock;
  private final JmxReporter jmx;
  private final RequestMetrics requests;
  private final ModelMetrics models;
  private final EmbeddingMetrics embeddings;
  private final JvmMetrics jvm;
  private final PrometheusExposition prometheus;
  private final RecentErrors errors = new RecentErrors();
  private final History history;

  private Metrics(String application, Clock clock, MBeanServer server) {
    this.clock = clock;
    MetricRegistry registry = new MetricRegistry();
    Families families = new Families(registry);
    requests = new RequestMetrics(families);
    models = new ModelMetrics(families);
    embeddings = new EmbeddingMetrics(families);
    jvm = new JvmMetrics(families);
    prometheus = new PrometheusExposition(families);
    jmx =
        JmxReporter.forRegistry(registry)
            .registerWith(server)
            .inDomain("dev.servllama")
            .createsObjectNamesWith(new MBeanNames(application))
            .build();
    jmx.start();
    history = History.start(() -> Sample.of(now(), report(), models));
  }

  /**
   * Begins to count, and shows it over JMX in the domain {@code dev.servllama}.
   *
   * @param application tells web applications in one JVM apart
   */
  public static Metrics start(String application, Clock clock) {
    return new Metrics(application, clock, ManagementFactory.getPlatformMBeanServer());
  }

  /** What HTTP requests are counted by. */
  public RequestMetrics requests() {
    return requests;
  }

  /** What models' answers are counted by. */
  public ModelMetrics models() {
    return models;
  }

  /** What embeddings are counted by. */
  public EmbeddingMetrics embeddings() {
    return embeddings;
  }

  /** All numbers now. */
  public MetricsReport report() {
    return new MetricsReport(
        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
        requests.report(),
        models.tokens(),
        models.report(),
        embeddings.report(),
        jvm.processReport(),
        jvm.report());
  }

  /** The last quarter of an hour. */
  public HistoryReport history() {
    return new HistoryReport(History.INTERVAL.toSeconds(), history.samples(), errors.all());
  }

  /**
   * A request was not answered well.
   *
   * @param id as its client has it, or null
   * @param route by the template of its path
   */
  public void failed(String id, String method, String route, int status) {
    errors.add(new RecentErrors.Failure(now(), id, method, route, status));
  }

  private double now() {
    return clock.millis() / MILLIS;
  }

  /** Writes all numbers for Prometheus. */
  public void write(TextFormat format, OutputStream out) throws IOException {
    prometheus.write(format, out);
  }

  @Override
  public void close() {
    history.close();
    jmx.close();
  }
}
