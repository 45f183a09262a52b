package dev.servllama.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.glassfish.jersey.media.sse.OutboundEvent;

/**
 * Writes events whose data is the whole frame already. Jersey's own writer looks up a writer for
 * the data of each event, which costs more than all the rest of sending a token.
 */
@Produces(MediaType.SERVER_SENT_EVENTS)
public final class EventFrameWriter implements MessageBodyWriter<OutboundEvent> {

  static OutboundEvent event(byte[] frame) {
    return new OutboundEvent.Builder().data(byte[].class, frame).build();
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == OutboundEvent.class;
  }

  @Override
  public void writeTo(
      OutboundEvent event,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write((byte[]) event.getData());
  }
}
