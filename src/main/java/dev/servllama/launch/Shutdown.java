package dev.servllama.launch;

import java.io.IOException;
import java.time.Duration;

/**
 * The end of the process, by whatever signal: the server is stopped, and then the work folder is
 * removed. A web application that does not let itself be stopped is left behind after a while,
 * since the process must end all the same.
 */
final class Shutdown implements Runnable {
  /** For the application to close, when its requests have ended. */
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final WorkFolder work;
  private volatile Duration patience = CLOSING;
  private volatile AutoCloseable server = () -> {};

  /**
   * @param work removed last
   */
  Shutdown(WorkFolder work) {
    this.work = work;
  }

  /**
   * Says what is to be stopped before the folder goes.
   *
   * @param requests how long requests may go on
   */
  void stopFirst(AutoCloseable running, Duration requests) {
    this.patience = requests.plus(CLOSING);
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
