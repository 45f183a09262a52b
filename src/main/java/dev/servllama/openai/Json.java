package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes the records of this package as JSON. */
public final class Json {
  private static final int BUFFERS = 64;

  private Json() {}

  /** A new mapper; the caller may configure it further, for it is nobody else's. */
  public static ObjectMapper mapper() {
    return new ObjectMapper(JsonFactory.builder().recyclerPool(buffers()).build());
  }

  /**
   * Where buffers wait to be used again. Jackson's own choice ties them to threads; a container's
   * threads outlive a web application, and would keep its classes.
   */
  static RecyclerPool<BufferRecycler> buffers() {
    return JsonRecyclerPools.newBoundedPool(BUFFERS);
  }

  static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the wire format cannot be written", e);
    }
  }
}
