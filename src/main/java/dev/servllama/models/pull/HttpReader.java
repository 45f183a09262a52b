package dev.servllama.models.pull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of one HTTP/1.1 answer (RFC 9112) and finds where its body ends. */
final class HttpReader {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

  private final InputStream in;
  private final long deadline;
  private int headBytes;

  private HttpReader(InputStream in, Duration timeout) {
    this.in = in;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  /**
   * @param timeout for the whole head, however it trickles in
   */
  static HttpResponse read(InputStream in, Closeable connection, Duration timeout)
      throws IOException {
    return new HttpReader(in, timeout).read(connection);
  }

  private HttpResponse read(Closeable connection) throws IOException {
    int status;
    Map<String, String> headers;
    do {
      Matcher line = STATUS.matcher(line());
      if (!line.matches()) {
        throw new PullFailedException("the answer is not HTTP/1.1");
      }
      status = Integer.parseInt(line.group(1));
      headers = headers();
    } while (status < 200);
    return new HttpResponse(status, headers, body(headers), connection);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new PullFailedException("the answer has a malformed header");
      }
      headers.putIfAbsent(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = next(); c != '\n'; c = next()) {
      line.append((char) c);
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  private int next() throws IOException {
    if (++headBytes > MAX_HEAD_BYTES) {
      throw new PullFailedException(
          "the answer's head is larger than " + MAX_HEAD_BYTES + " bytes");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new IOException("the answer's head takes too long");
    }
    int c = in.read();
    if (c < 0) {
      throw new IOException("the connection was closed before the answer's head was whole");
    }
    return c;
  }

  private InputStream body(Map<String, String> headers) throws PullFailedException {
    String encoding = headers.getOrDefault("content-encoding", "identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new PullFailedException("the answer is compressed (" + encoding + "), unasked");
    }
    String transfer = headers.get("transfer-encoding");
    if (transfer != null) {
      if (!transfer.equalsIgnoreCase("chunked")) {
        throw new PullFailedException("the answer has the transfer encoding " + transfer);
      }
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return in;
    }
    if (!length.matches("\\d{1,18}")) {
      throw new PullFailedException("the answer has a malformed Content-Length");
    }
    return new FixedBody(in, Long.parseLong(length));
  }

  /** Reads ASCII up to a line feed; for the sizes of chunks. */
  static String shortLine(InputStream in) throws IOException {
    byte[] line = new byte[1024];
    for (int i = 0; i < line.length; i++) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the connection was closed in the middle of the file");
      }
      if (c == '\n') {
        return new String(line, 0, i, StandardCharsets.ISO_8859_1).strip();
      }
      line[i] = (byte) c;
    }
    throw new PullFailedException("the answer has a malformed chunk");
  }
}
