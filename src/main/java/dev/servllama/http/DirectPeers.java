package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
  record Peer(String address, int localPort) {}

  static boolean isForwarded(HttpServletRequest request) {
    return PROXY_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
  }

  /** Remembers the peer of a client whose connection is in the table. */
  void add(WatchedClient client) {
    if (!client.forwarded()) {
      if (peers.size() >= MOST) {
        peers.clear();
      }
      peers.add(client.peer());
    }
  }

  boolean include(WatchedClient client) {
    return !client.forwarded() && peers.contains(client.peer());
  }
}
