package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes the records of this package as JSON. */
public final class Json {
  private Json() {}

  /** A new mapper; the caller may configure it further, for it is nobody else's. */
  public static ObjectMapper mapper() {
    return new ObjectMapper();
  }

  static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the wire format cannot be written", e);
    }
  }
}
