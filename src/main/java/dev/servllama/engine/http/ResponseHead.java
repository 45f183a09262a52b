package dev.servllama.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a response.
 *
 * @param status the status code
 * @param headers the last of each name, by names in lower case
 */
public record ResponseHead(int status, Map<String, String> headers) {
  private static final int LONGEST_LINE = 16_384;
  private static final int MOST_HEADERS = 200;
  private static final int OK = 200;

  /** Copies the headers. */
  public ResponseHead {
    headers = Map.copyOf(headers);
  }

  /**
   * @param in supports marks
   * @throws EOFException if there is not a byte of an answer
   */
  static ResponseHead read(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      throw new EOFException("The connection was closed without an answer");
    }
    in.reset();
    String[] words = line(in).split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("The answer is not HTTP");
    }
    Map<String, String> headers = new HashMap<>();
    int count = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (++count > MOST_HEADERS) {
        throw new IOException("The answer has too many headers");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new ResponseHead(Integer.parseInt(words[1]), headers);
  }

  /** Whether the request was answered as it wished. */
  public boolean ok() {
    return status == OK;
  }

  /** The value of a header, by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean chunked() {
    return header("transfer-encoding")
        .filter(value -> value.equalsIgnoreCase("chunked"))
        .isPresent();
  }

  /** A line without its end, which is CR LF. */
  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("The connection ended in the head of the answer");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("The answer has too long a line in its head");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
