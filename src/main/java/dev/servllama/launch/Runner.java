package dev.servllama.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * Jetty with the WAR. {@link #call} starts it, {@link #close} stops it and lets requests in flight
 * finish; both are known to {@link Launcher} by types of the platform only, since it comes from
 * another class loader.
 */
public final class Runner implements Callable<String>, AutoCloseable {
  private final Path war;
  private final Path work;
  private final ContextHandlerCollection contexts = new ContextHandlerCollection();
  private final Server server = HttpServer.create(contexts);

  /**
   * Prepares a server.
   *
   * @param war the WAR to serve
   * @param work a folder for its unpacked content and for temporary files
   */
  public Runner(Path war, Path work) {
    this.war = war;
    this.work = work;
  }

  /**
   * Opens the port, starts the web application, and answers requests from then on.
   *
   * @return the address that it is served at
   * @throws Exception if the port cannot be had or the web application does not start
   */
  @Override
  public String call() throws Exception {
    ServerSettings settings = ServerSettings.fromSurroundings();
    String address = HttpServer.address(HttpServer.open(server, settings), settings);
    WebAppContext context =
        Application.unpack(war, work.resolve("app"), settings.contextPath(), address);
    if (settings.loginRealm().isPresent()) {
      LoginRealm.add(context, settings.loginRealm().get());
    }
    contexts.addHandler(context);
    server.setStopTimeout(settings.shutdownTimeout().toMillis());
    server.start();
    if (settings.reload()) {
      server.addManaged(new Reloader(war, work, contexts, context));
    }
    return address;
  }

  /** Refuses new requests, waits for those in flight as long as it may, and stops. */
  @Override
  public void close() throws IOException {
    for (Handler context : contexts.getHandlers()) {
      Draining.of((WebAppContext) context);
    }
    try {
      server.stop();
    } catch (TimeoutException impatient) {
      throw new IOException(
          "Requests that ran for another " + server.getStopTimeout() + " ms were cut off.",
          impatient);
    } catch (Exception failure) {
      throw new IOException("Jetty did not stop cleanly: " + failure, failure);
    }
  }
}
