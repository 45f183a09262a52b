package dev.servllama.engine.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers each connection with the next of its texts, byte for byte, then closes it or waits. */
final class ScriptedServer implements AutoCloseable {
  /** At the end of a text: the connection stays open. */
  static final String HANG = "(hang)";

  private final ServerSocket socket;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Socket> hanging = new LinkedBlockingQueue<>();

  ScriptedServer(String... answers) throws IOException {
    this.answers.addAll(List.of(answers));
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
  }

  /** Heads and bodies of the requests that came, in their order. */
  BlockingQueue<String> requests() {
    return requests;
  }

  /** Connections that wait for the other side. */
  BlockingQueue<Socket> hanging() {
    return hanging;
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        requests.add(read(client));
        String answer = answers.poll();
        OutputStream out = client.getOutputStream();
        boolean hang = answer != null && answer.endsWith(HANG);
        if (answer != null) {
          out.write(answer.replace(HANG, "").getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
        if (hang) {
          hanging.add(client);
        } else {
          client.close();
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static String read(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      text.append(line).append('\n');
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    for (int i = 0; i < length; i++) {
      text.append((char) in.read());
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket each : hanging) {
      each.close();
    }
  }
}
