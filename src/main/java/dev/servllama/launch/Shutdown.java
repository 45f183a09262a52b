package dev.servllama.launch;

import java.io.IOException;
import java.time.Duration;

/**
 * The end of the process, by whatever signal: the server is stopped, and then the work folder is
 * removed. A web application that does not let itself be stopped is left behind after a while,
 * since the process must end all the same.
 */
final class Shutdown implements Runnable {
  /** The runner's own 30 s for requests in flight, and some for the application to close. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final WorkFolder work;
  private final Duration patience;
  private volatile AutoCloseable server = () -> {};

  /**
   * @param patience how long the server may take to stop
   */
  Shutdown(WorkFolder work, Duration patience) {
    this.work = work;
    this.patience = patience;
  }

  /** Says what is to be stopped before the folder goes. */
  void stopFirst(AutoCloseable running) {
    this.server = running;
  }

  @Override
  public void run() {
    Thread stop = new Thread(this::stopServer, "servllama-stop");
    stop.setDaemon(true);
    stop.start();
    try {
      stop.join(patience.toMillis());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    try {
      work.close();
    } catch (IOException left) {
      System.err.println("Could not remove " + work.path() + ": " + left.getMessage());
    }
  }

  private void stopServer() {
    try {
      server.close();
    } catch (Exception failure) {
      System.err.println(failure.getMessage());
    }
  }
}
