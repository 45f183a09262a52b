package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;

/**
 * A stream that is opened as late as may be: until then, what goes wrong is told by a status, and
 * from then on by an event. For one thread.
 */
final class StreamOpening implements AutoCloseable {
  private final Exchange exchange;
  private final ObjectMapper mapper;
  private SseWriter writer;

  StreamOpening(Exchange exchange, ObjectMapper mapper) {
    this.exchange = exchange;
    this.mapper = mapper;
  }

  /** Writes to the client; opens the stream the first time. */
  SseWriter writer() {
    if (writer == null) {
      EventOutput output = new EventOutput();
      exchange
          .response()
          .resume(
              Response.ok(output, SseFeature.SERVER_SENT_EVENTS_TYPE)
                  .header("Cache-Control", "no-cache")
                  // Tells nginx to pass on each event at once.
                  .header("X-Accel-Buffering", "no")
                  .build());
      writer = new SseWriter(output, mapper);
    }
    return writer;
  }

  /**
   * Tells what went wrong as an event.
   *
   * @throws RuntimeException what went wrong, if the stream is not open yet
   */
  void fail(RuntimeException problem) throws IOException {
    if (writer == null) {
      throw problem;
    }
    RuntimeException told =
        problem instanceof CancellationException ? exchange.cutOff().orElse(problem) : problem;
    exchange.release();
    if (told instanceof CancellationException) {
      exchange.abandon();
    } else {
      writer.error(Problem.of(told, exchange.trace().id()).body());
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
