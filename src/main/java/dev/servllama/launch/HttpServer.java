package dev.servllama.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Builds the Jetty server around the handler of the web application. */
final class HttpServer {
  private static final int ACCEPT_QUEUE = 1024;
  private static final int MAX_THREADS = 200;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final long IDLE_TIMEOUT_MS = 30_000;

  private HttpServer() {}

  /** A server that is not started yet. */
  static Server create(Handler application) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("http");
    Server server = new Server(threads);
    server.setErrorHandler(new JsonErrorHandler());
    PlainPathHandler paths = new PlainPathHandler();
    paths.setHandler(application);
    server.setHandler(new GracefulHandler(paths));
    return server;
  }

  /**
   * Adds a connector and opens its port, so that the port is known, and known to be free, before
   * the web application starts. Connections wait in the system's queue until it has.
   */
  static ServerConnector open(Server server, ServerSettings settings) throws LaunchException {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(protocol()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    // Java's own 50 are too few for a rush, and those beyond would be reset instead of refused.
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(IDLE_TIMEOUT_MS);
    server.addConnector(connector);
    try {
      InetAddress.getByName(settings.host());
      connector.open();
      return connector;
    } catch (UnknownHostException unknown) {
      throw new LaunchException("HOST is a name that nobody knows: " + settings.host(), unknown);
    } catch (IOException refused) {
      throw new LaunchException(sentence(settings, refused), refused);
    }
  }

  /** The address to open in a browser on this machine, with a slash at the end. */
  static String address(ServerConnector connector, ServerSettings settings)
      throws UnknownHostException {
    String path = settings.contextPath().equals("/") ? "/" : settings.contextPath() + "/";
    return "http://" + reachable(settings.host()) + ":" + connector.getLocalPort() + path;
  }

  /** Nobody can open 0.0.0.0, and an IPv6 address needs its brackets in a URL. */
  private static String reachable(String host) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    if (address.isAnyLocalAddress()) {
      return address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String sentence(ServerSettings settings, IOException refused) {
    // Jetty wraps the system's BindException into its own kind.
    Throwable reason = refused.getCause() == null ? refused : refused.getCause();
    String what = String.valueOf(reason.getMessage());
    if (reason instanceof BindException && what.contains("in use")) {
      return "Port "
          + settings.port()
          + " of "
          + settings.host()
          + " is taken by another program; set PORT to a free one.";
    }
    return "Cannot listen on HOST "
        + settings.host()
        + ", PORT "
        + settings.port()
        + ": "
        + what
        + ".";
  }

  private static HttpConfiguration protocol() {
    HttpConfiguration protocol = new HttpConfiguration();
    protocol.setSendServerVersion(false);
    protocol.setSendXPoweredBy(false);
    protocol.setRequestHeaderSize(MAX_HEADER_BYTES);
    protocol.setHttpCompliance(HttpCompliance.RFC9110);
    // PlainPathHandler says where such a separator may stand.
    protocol.setUriCompliance(
        UriCompliance.DEFAULT.with("servllama", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    return protocol;
  }
}
