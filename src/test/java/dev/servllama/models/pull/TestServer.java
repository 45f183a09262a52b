package dev.servllama.models.pull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on raw sockets, which can break every rule of HTTP. */
final class TestServer implements AutoCloseable {
  /** Answers one request; the connection is closed afterwards. */
  interface Handler {
    void answer(Request request, OutputStream out) throws IOException;
  }

  record Request(String path, Map<String, String> headers) {
    String header(String name) {
      return headers.get(name);
    }
  }

  private final ServerSocket socket;
  private final Handler handler;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  TestServer(Handler handler) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0")), handler);
  }

  TestServer(ServerSocket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
    Thread thread = new Thread(this::accept, "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread thread = new Thread(() -> serve(client), "test-server-client");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // Closed, or a client that does not trust this server.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String line = in.readLine();
      if (line == null) {
        return;
      }
      Map<String, String> headers = new HashMap<>();
      for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
        String[] parts = header.split(": ", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
      }
      Request request = new Request(line.split(" ")[1], headers);
      requests.add(request);
      handler.answer(request, client.getOutputStream());
    } catch (IOException e) {
      // The client has gone, which is what some tests want of it.
    }
  }

  static void head(OutputStream out, int status, String... headers) throws IOException {
    String head = "HTTP/1.1 " + status + " Said\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    out.write(head.replace("\r\n\r\n\r\n", "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
