package dev.servllama.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/**
 * A chunk written once, of which only the text changes. A stream sends a chunk for each token, all
 * alike but for a few characters. Thread-safe.
 */
final class ChunkTemplate {
  /** Stands where the text goes when the chunk is written for the template. */
  static final String PLACE = "\uE000place\uE000";

  private final byte[] head;
  private final byte[] tail;

  /**
   * @param json a chunk whose text is {@link #PLACE}; nothing after the text came from outside, so
   *     the last place is the right one
   */
  ChunkTemplate(String json) {
    int at = json.lastIndexOf(PLACE);
    head = json.substring(0, at).getBytes(UTF_8);
    tail = json.substring(at + PLACE.length()).getBytes(UTF_8);
  }

  /** The chunk with this text, in UTF-8. */
  byte[] fill(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    JsonStringEncoder.getInstance().quoteAsString(text, escaped);
    // Unlike quoteAsUTF8, this puts up with half a character.
    byte[] quoted = escaped.toString().getBytes(UTF_8);
    byte[] json = Arrays.copyOf(head, head.length + quoted.length + tail.length);
    System.arraycopy(quoted, 0, json, head.length, quoted.length);
    System.arraycopy(tail, 0, json, head.length + quoted.length, tail.length);
    return json;
  }
}
