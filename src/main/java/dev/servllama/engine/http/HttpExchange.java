package dev.servllama.engine.http;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One request and its response. For one thread, but for {@link #close}, which ends what another
 * thread reads; whoever answers then gives up what it does for the request.
 */
public final class HttpExchange implements Closeable {
  private static final int MOST_TEXT = 8 << 20;

  private final Connection connection;
  private ResponseHead head;
  private BufferedReader body;

  /**
   * @param connection used for this exchange alone, and closed with it
   */
  public HttpExchange(Connection connection) {
    this.connection = connection;
  }

  /**
   * Sends the request and waits for the head of the response.
   *
   * @param path as it stands in the request, escaped
   * @param headers that go beside those of the content
   * @param json the content; empty for none
   */
  public ResponseHead send(String method, String path, Map<String, String> headers, byte[] json)
      throws IOException {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Connection: close\r\nContent-Type: application/json\r\n");
    text.append("Content-Length: ").append(json.length).append("\r\n\r\n");
    byte[] start = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[start.length + json.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(json, 0, whole, start.length, json.length);
    OutputStream out = connection.out();
    out.write(whole);
    out.flush();
    InputStream in = new BufferedInputStream(connection.in());
    head = ResponseHead.read(in);
    body = new BufferedReader(new InputStreamReader(body(in), StandardCharsets.UTF_8));
    return head;
  }

  /** The next line of the body; null at its end. */
  public String line() throws IOException {
    return body.readLine();
  }

  /**
   * The rest of the body.
   *
   * @throws IOException if it is longer than 8 MiB, too
   */
  public String text() throws IOException {
    StringBuilder text = new StringBuilder();
    char[] part = new char[4096];
    for (int n = body.read(part); n >= 0; n = body.read(part)) {
      text.append(part, 0, n);
      if (text.length() > MOST_TEXT) {
        throw new IOException("The answer is too long");
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private InputStream body(InputStream in) throws IOException {
    if (head.chunked()) {
      return new ChunkedInput(in);
    }
    if (head.header("content-length").isEmpty()) {
      return in;
    }
    try {
      return new FixedInput(in, Long.parseLong(head.header("content-length").get()));
    } catch (NumberFormatException e) {
      throw new IOException("The answer's length is not a number", e);
    }
  }
}
