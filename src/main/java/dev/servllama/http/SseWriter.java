package dev.servllama.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.openai.ErrorEnvelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.OutboundEvent;

/**
 * Writes a stream of OpenAI's form: server-sent events of JSON, then {@code [DONE]}. The empty line
 * after each event is {@link EventOutput}'s own doing.
 */
final class SseWriter implements AutoCloseable {
  private static final byte[] DATA = ascii("data: ");
  private static final OutboundEvent DONE = EventFrameWriter.event(ascii("data: [DONE]\n"));
  private static final OutboundEvent KEEP_ALIVE = EventFrameWriter.event(ascii(": waiting\n"));

  private final EventOutput out;
  private final ObjectMapper mapper;

  SseWriter(EventOutput out, ObjectMapper mapper) {
    this.out = out;
    this.mapper = mapper;
  }

  /** An event; JSON of one line. */
  void data(byte[] json) throws IOException {
    byte[] frame = Arrays.copyOf(DATA, DATA.length + json.length + 1);
    System.arraycopy(json, 0, frame, DATA.length, json.length);
    frame[frame.length - 1] = '\n';
    out.write(EventFrameWriter.event(frame));
  }

  /** A comment, which clients pass over and proxies count as life. */
  void keepAlive() throws IOException {
    out.write(KEEP_ALIVE);
  }

  /** The event that ends a stream which has gone wrong. */
  void error(ErrorEnvelope error) throws IOException {
    try {
      data(mapper.writeValueAsBytes(error));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An error can always be written", e);
    }
  }

  /** The event that ends a stream which has gone well. */
  void done() throws IOException {
    out.write(DONE);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
