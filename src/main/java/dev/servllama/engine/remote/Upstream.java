package dev.servllama.engine.remote;

import dev.servllama.engine.http.Connection;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.error.UpstreamFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connections to the server elsewhere. Immutable. */
final class Upstream {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HANDSHAKE_MILLIS = 10_000;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * A socket; closing it ends a read under way.
   *
   * @param plain below it, or itself. It is what is closed: TLS would first wait for a write that
   *     is under way, to say goodbye after it.
   */
  private record Wire(Socket socket, Socket plain) implements Connection {
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
      plain.close();
    }
  }

  private final RemoteSettings settings;

  Upstream(RemoteSettings settings) {
    this.settings = settings;
  }

  /**
   * Connects; the certificate must be valid and for that host.
   *
   * @param patience with a server that says nothing, once there is a connection
   * @param opening is given what ends it, from any thread, before it can take long
   * @throws ConnectException if there is no connection, for whatever reason
   */
  HttpExchange open(Duration patience, Consumer<Runnable> opening) throws IOException {
    Socket socket = new Socket();
    opening.accept(() -> close(socket));
    try {
      socket.setSoTimeout(HANDSHAKE_MILLIS);
      socket.setTcpNoDelay(true);
      connect(socket);
      Socket used = secure() ? secured(socket) : socket;
      socket.setSoTimeout((int) patience.toMillis());
      return new HttpExchange(new Wire(used, socket));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private void connect(Socket socket) throws ConnectException {
    try {
      socket.connect(new InetSocketAddress(host(), port()), CONNECT_MILLIS);
    } catch (ConnectException e) {
      throw e;
    } catch (IOException e) {
      ConnectException failure =
          new ConnectException(e instanceof UnknownHostException ? "no such host" : e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  /** How long a server may take to answer a request, and between two parts of the answer. */
  Duration patience() {
    return settings.patience();
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
