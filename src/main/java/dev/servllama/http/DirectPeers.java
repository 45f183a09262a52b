package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Peers whose connections the operating system's table shows. A connection of theirs that is not
 * there has ended; one of an address that a proxy has put in place of its own never was. Bounded;
 * thread-safe.
 */
final class DirectPeers {
  private static final int MOST = 4096;
  private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "Via");

  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();

  /** An address and the port of ours that it connects to. */
  record Peer(String address, int localPort) {

    /** Whom a request comes from; empty where a proxy may have put the address there. */
    static Optional<Peer> of(HttpServletRequest request) {
      return PROXY_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null)
          ? Optional.empty()
          : Optional.of(new Peer(request.getRemoteAddr(), request.getLocalPort()));
    }
  }

  /** Remembers the peer of a client whose connection is in the table. */
  void add(WatchedClient client) {
    if (peers.size() >= MOST) {
      peers.clear();
    }
    client.peer().ifPresent(peers::add);
  }

  boolean include(WatchedClient client) {
    return client.peer().filter(peers::contains).isPresent();
  }
}
