package dev.servllama.it;

import dev.servllama.testing.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request on a socket of its own, which can be left at any time. For one thread. */
final class RawRequest implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 120_000;

  private final Socket socket;
  private final BufferedReader in;

  private RawRequest(Socket socket) throws IOException {
    this.socket = socket;
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512);
  }

  /** Connects and sends nothing yet. */
  static RawRequest open(RunningServer server) throws IOException {
    return open(server, 0);
  }

  /**
   * Connects and sends nothing yet.
   *
   * @param receiveBuffer bytes that the system may keep for a slow reader; 0 for its own choice
   */
  static RawRequest open(RunningServer server, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    URI url = server.baseUrl();
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawRequest(socket);
  }

  /** Sends a chat request, with single quotes for double ones. */
  static RawRequest chat(RunningServer server, String json) throws IOException {
    RawRequest request = open(server);
    request.post(server.baseUrl().getPath() + "v1/chat/completions", json);
    return request;
  }

  /** Sends a POST request, with single quotes for double ones. */
  void post(String path, String json) throws IOException {
    post(path, "Bearer " + ReadyServer.KEY, json);
  }

  /** Sends a POST request with what its sender goes by, with single quotes for double ones. */
  void post(String path, String authorization, String json) throws IOException {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
            + authorization
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n");
    socket.getOutputStream().write(body);
  }

  void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** The next line; empty at the end. */
  Optional<String> line() throws IOException {
    return Optional.ofNullable(in.readLine());
  }

  /** The next event of a stream; empty at its end. */
  Optional<String> event() throws IOException {
    Optional<String> line = line();
    while (line.isPresent() && !line.get().startsWith("data: ")) {
      line = line();
    }
    return line.map(data -> data.substring("data: ".length()));
  }

  /** Reads until there is text, after the event that only names the role. */
  void awaitText() throws IOException {
    for (Optional<String> event = event(); event.isPresent(); event = event()) {
      String text = ReadyServer.tree(event.get()).at("/choices/0/delta/content").asText();
      if (!text.isEmpty()) {
        return;
      }
    }
    throw new AssertionError("The stream ended without text");
  }

  /** All events that are still to come. */
  List<String> rest() throws IOException {
    List<String> events = new ArrayList<>();
    for (Optional<String> event = event(); event.isPresent(); event = event()) {
      events.add(event.get());
    }
    return events;
  }

  /** One byte of the response; negative at its end. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** All that is still to come. */
  String all() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      all.append(line.get()).append('\n');
    }
    return all.toString();
  }

  /** Leaves. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
