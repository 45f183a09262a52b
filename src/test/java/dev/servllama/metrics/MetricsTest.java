package dev.servllama.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.metrics.AnswerFigures.Outcome;
import dev.servllama.testing.PrometheusText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = Metrics.start("/test/", Clock.systemUTC());

  @AfterEach
  void close() {
    metrics.close();
  }

  private static String text(Metrics from, TextFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    from.write(format, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private PrometheusText prometheus() throws IOException {
    return PrometheusText.parse(text(metrics, TextFormat.PROMETHEUS));
  }

  private static AnswerFigures figures(int tokens) {
    Optional<Duration> time = Optional.of(Duration.ofMillis(5));
    return new AnswerFigures(Outcome.COMPLETED, 10, tokens, 4, time, time, time);
  }

  @Test
  void keepsSamplesOfWhatWasCountedAndTheLastErrors() {
    metrics.requests().begun();
    metrics.requests().ended("/v1/models/{id}", "GET", 404, Duration.ofMillis(7));
    metrics.models().answered("m", figures(3));
    for (int i = 0; i < 60; i++) {
      metrics.failed("req_" + i, "GET", "/v1/models/{id}", 404);
    }

    HistoryReport history = metrics.history();
    Sample now = history.samples().get(history.samples().size() - 1);
    assertEquals(1, now.requests().get("4xx"));
    assertEquals(3, now.completionTokens());
    assertEquals(1, now.firstTokens());
    assertEquals(0.005, now.firstTokenSeconds(), 1e-9);
    assertEquals(50, history.errors().size());
    assertEquals("req_59", history.errors().get(0).id());
  }

  @Test
  void tellsPrometheusWhatWasCounted() throws IOException {
    metrics.requests().begun();
    metrics.requests().begun();
    metrics.requests().ended("/v1/models/{id}", "GET", 404, Duration.ofMillis(7));
    metrics.models().answered("a\"\\\n.gguf", figures(3));
    metrics.models().answered("a\"\\\n.gguf", figures(4));
    metrics.embeddings().answered(2, 9, Duration.ofSeconds(400));
    metrics.embeddings().batch(3);
    metrics.embeddings().queue(() -> 6);

    PrometheusText text = prometheus();

    String request =
        "servllama_requests_total{method=\"GET\",route=\"/v1/models/{id}\",status=\"404\"}";
    assertEquals(1, text.samples().get(request));
    assertEquals(1, text.samples().get("servllama_requests_in_flight"));
    assertEquals("gauge", text.type("servllama_requests_in_flight"));
    assertEquals(7, text.sum("servllama_completion_tokens_total"));
    assertEquals(20, text.sum("servllama_prompt_tokens_total"));
    assertEquals(0.01, text.sum("servllama_time_to_first_token_seconds_sum"), 1e-9);
    assertEquals(1, text.sum("servllama_embedding_duration_seconds_bucket"), "above all bounds");
    assertEquals(6, text.samples().get("servllama_embedding_queue_tokens"));
    assertTrue(text.sum("jvm_memory_used_bytes") > 0);
    assertTrue(text(metrics, TextFormat.OPEN_METRICS).endsWith("# EOF\n"));
  }

  @Test
  void aValueOnABoundBelongsBelowIt() throws IOException {
    metrics.requests().ended("/", "GET", 200, Duration.ofMillis(5));
    metrics.requests().ended("/", "GET", 200, Duration.ofNanos(5_000_001));

    PrometheusText text = prometheus();

    String bucket = "servllama_request_duration_seconds_bucket{route=\"/\",le=\"%s\"}";
    assertEquals(1, text.samples().get(bucket.formatted("0.005")));
    assertEquals(2, text.samples().get(bucket.formatted("0.01")));
  }

  @Test
  void unknownMethodsAreOneLabel() throws IOException {
    for (int i = 0; i < 50; i++) {
      metrics.requests().ended("other", "M" + i, 405, Duration.ZERO);
    }
    assertEquals(
        50,
        prometheus()
            .samples()
            .get("servllama_requests_total{method=\"other\",route=\"other\",status=\"405\"}"));
  }

  @Test
  void leavesOutWhatCannotBeHad() throws IOException {
    metrics
        .models()
        .serves(
            "m",
            new EngineSource() {
              @Override
              public About about() {
                return new About("jni", "b1", "a test");
              }

              @Override
              public boolean loaded() {
                return true;
              }

              @Override
              public Places places() {
                return new Places(4, 1, 2, 0);
              }

              @Override
              public OptionalLong process() {
                return OptionalLong.empty();
              }
            });

    PrometheusText text = prometheus();

    assertEquals(4, text.samples().get("servllama_slots{model=\"m\"}"));
    assertEquals(1, text.samples().get("servllama_model_loaded{model=\"m\"}"));
    assertEquals(
        1, text.samples().get("servllama_engine_info{engine=\"jni\",model=\"m\",version=\"b1\"}"));
    assertNull(text.type("servllama_engine_resident_memory_bytes"));
    assertNull(metrics.report().models().get("m").engine().process().residentBytes());
  }

  @Test
  void twoApplicationsShowThemselvesOverJmxUntilTheyAreClosed() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName ours = new ObjectName("dev.servllama:application=\"/test/\",*");
    ObjectName others = new ObjectName("dev.servllama:application=\"/other/\",*");
    metrics.models().answered("m", figures(5));
    try (Metrics other = Metrics.start("/other/", Clock.systemUTC())) {
      other.models().answered("m", figures(9));
      String name = ",type=meters,name=\"servllama_completion_tokens_total{model=m}\"";
      assertEquals(5L, count(server, "/test/", name));
      assertEquals(9L, count(server, "/other/", name));
    }
    assertEquals(Set.of(), server.queryNames(others, null));
    assertFalse(server.queryNames(ours, null).isEmpty());
  }

  private static Object count(MBeanServer server, String application, String name)
      throws JMException {
    ObjectName bean = new ObjectName("dev.servllama:application=\"" + application + '"' + name);
    return server.getAttribute(bean, "Count");
  }
}
