package dev.servllama.models.pull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one GET over a connection of its own to an address that the caller has chosen and checked.
 * The JDK's HttpClient resolves names itself, at a time of its own, so a name could be public when
 * it is checked and inner when it is used. Thread-safe.
 */
final class Connector {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SSLSocketFactory tls;
  private final PullLimits limits;

  Connector(SSLSocketFactory tls, PullLimits limits) {
    this.tls = tls;
    this.limits = limits;
  }

  HttpResponse get(HttpTarget target, List<InetAddress> addresses, Map<String, String> headers)
      throws IOException {
    Socket socket = connect(target, addresses);
    try {
      socket.setSoTimeout(millis(limits.stall()));
      socket.getOutputStream().write(request(target, headers));
      socket.getOutputStream().flush();
      return HttpReader.read(
          new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES), socket, limits.stall());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static byte[] request(HttpTarget target, Map<String, String> headers) {
    StringBuilder request = new StringBuilder();
    request.append("GET ").append(target.requestTarget()).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(target.hostHeader()).append("\r\n");
    request.append("User-Agent: servllama\r\nAccept: */*\r\nAccept-Encoding: identity\r\n");
    request.append("Connection: close\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private Socket connect(HttpTarget target, List<InetAddress> addresses)
      throws ConnectFailedException {
    long deadline = System.nanoTime() + limits.connect().toNanos();
    IOException last = null;
    for (int i = 0; i < addresses.size(); i++) {
      long share = (deadline - System.nanoTime()) / (addresses.size() - i);
      try {
        return connect(target, addresses.get(i), Duration.ofNanos(Math.max(share, 1_000_000)));
      } catch (IOException e) {
        last = e;
      }
    }
    String reason = last == null ? "it has no address" : last.getMessage();
    throw new ConnectFailedException(
        target.host() + ":" + target.port() + " cannot be reached: " + reason, last);
  }

  private Socket connect(HttpTarget target, InetAddress address, Duration timeout)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, target.port()), millis(timeout));
      if (!target.tls()) {
        return socket;
      }
      socket.setSoTimeout(millis(limits.connect()));
      return handshake(socket, target);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket handshake(Socket plain, HttpTarget target) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (target.isNamed()) {
      parameters.setServerNames(List.of(new SNIHostName(target.host())));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static int millis(Duration duration) {
    return (int) Math.max(1, Math.min(duration.toMillis(), Integer.MAX_VALUE));
  }
}
