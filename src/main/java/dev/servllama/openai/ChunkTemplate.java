package dev.servllama.openai;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A chunk written once, of which only the text changes. A stream sends a chunk for each token, all
 * alike but for a few characters. Thread-safe.
 */
final class ChunkTemplate {
  /** Stands where the text goes when the chunk is written for the template. */
  static final String PLACE = "\uE000place\uE000";

  private final String head;
  private final String tail;

  /**
   * @param json a chunk whose text is {@link #PLACE}; nothing after the text came from outside, so
   *     the last place is the right one
   */
  ChunkTemplate(String json) {
    int at = json.lastIndexOf(PLACE);
    head = json.substring(0, at);
    tail = json.substring(at + PLACE.length());
  }

  /** The chunk with this text, in UTF-8. */
  byte[] fill(String text) {
    StringBuilder json = new StringBuilder(head.length() + text.length() + tail.length() + 16);
    json.append(head);
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append(tail).toString().getBytes(StandardCharsets.UTF_8);
  }
}
