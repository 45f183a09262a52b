package dev.servllama.engine.llamaserver;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One request to a llama-server and its response, on a connection of its own. Java's own client
 * knows no Unix sockets, and its threads cannot be ended. Closing it, from whatever thread, ends
 * reading, and makes the llama-server give up what it does for the request.
 */
final class Exchange implements Closeable {
  private static final int OK = 200;

  private final SocketChannel channel;
  private int status;
  private BufferedReader body;

  private Exchange(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects. */
  static Exchange open(Endpoint endpoint) throws IOException {
    return new Exchange(SocketChannel.open(endpoint.address()));
  }

  /** Sends the request and waits for the head of the response. */
  void send(Endpoint endpoint, String method, String path, byte[] content) throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n"
                .formatted(method, path, endpoint.key())
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(content.length);
    write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    write(ByteBuffer.wrap(content));
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
    ResponseHead read = ResponseHead.of(in);
    status = read.status();
    InputStream raw = read.chunked() ? new ChunkedInput(in) : in;
    body = new BufferedReader(new InputStreamReader(raw, StandardCharsets.UTF_8));
  }

  boolean ok() {
    return status == OK;
  }

  /** The next line of the body; null at its end. */
  String line() throws IOException {
    return body.readLine();
  }

  /** The rest of the body. */
  String text() throws IOException {
    StringBuilder text = new StringBuilder();
    char[] part = new char[4096];
    for (int n = body.read(part); n >= 0; n = body.read(part)) {
      text.append(part, 0, n);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
