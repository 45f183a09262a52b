package dev.servllama.engine.llamaserver;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head of a response.
 *
 * @param status the status code
 * @param chunked whether the body comes in chunks; else it ends with the connection
 */
record ResponseHead(int status, boolean chunked) {
  private static final int LONGEST_LINE = 8192;

  static ResponseHead of(InputStream in) throws IOException {
    String[] words = line(in).split(" ", 3);
    if (words.length < 2 || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("Not a response of HTTP");
    }
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT).replace(" ", "");
      chunked |= header.equals("transfer-encoding:chunked");
    }
    return new ResponseHead(Integer.parseInt(words[1]), chunked);
  }

  /** A line without its end, which is CR LF. */
  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The connection ended");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("Too long a line");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
