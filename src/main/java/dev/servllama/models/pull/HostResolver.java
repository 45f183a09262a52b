package dev.servllama.models.pull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns a host's name into its addresses. */
@FunctionalInterface
interface HostResolver {
  /** All addresses of a host, at least one. */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The system's resolver. It has no timeout of its own and may hang, so a thread waits for it. */
  static HostResolver system(Duration timeout) {
    return host -> {
      FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
      Thread thread = new Thread(lookup, "servllama-resolve");
      thread.setDaemon(true);
      thread.start();
      try {
        return List.of(lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException | TimeoutException e) {
        throw new UnknownHostException(host);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnknownHostException(host);
      }
    };
  }
}
