package dev.servllama.engine.remote;

import dev.servllama.engine.http.Connection;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.error.UpstreamFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connections to the server elsewhere. Immutable. */
final class Upstream {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** A socket; closing it ends a read under way. */
  private record Wire(Socket socket) implements Connection {
    @Override
    public InputStream in() throws IOException {
      return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private final RemoteSettings settings;

  Upstream(RemoteSettings settings) {
    this.settings = settings;
  }

  /** Connects; the certificate must be valid and for that host. */
  HttpExchange open() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout((int) settings.patience().toMillis());
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host(), port()), CONNECT_MILLIS);
      return new HttpExchange(new Wire(secure() ? secured(socket) : socket));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** The path in a request of one below the API's root. */
  String path(String relative) {
    String root = settings.address().getRawPath();
    return (root.endsWith("/") ? root : root + "/") + relative;
  }

  Map<String, String> headers() {
    URI address = settings.address();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", address.getPort() < 0 ? host() : host() + ":" + address.getPort());
    headers.put("Accept", "application/json, text/event-stream");
    settings.key().ifPresent(key -> headers.put("Authorization", "Bearer " + key));
    return headers;
  }

  /** What is to be said of a failure to reach it. */
  UpstreamFailedException unreachable(IOException cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new UpstreamFailedException(
        "The server that answers for this one, %s, cannot be reached: %s".formatted(host(), why),
        cause);
  }

  String host() {
    return settings.address().getHost();
  }

  private boolean secure() {
    return settings.address().getScheme().toLowerCase(Locale.ROOT).equals("https");
  }

  private int port() {
    int port = settings.address().getPort();
    return port >= 0 ? port : secure() ? HTTPS : HTTP;
  }

  private Socket secured(Socket socket) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, host(), port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
