package dev.servllama.engine.llamaserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * Where one llama-server listens: at a socket in a folder that is ours alone, and where there can
 * be none, at a free port of this machine. Immutable.
 *
 * @param arguments that make it listen there
 * @param address where to connect
 * @param key what it wants to be told; random
 */
record Endpoint(List<String> arguments, SocketAddress address, String key) {
  /** What the shortest of the operating systems takes as a socket's path, in bytes. */
  private static final int LONGEST_PATH = 103;

  private static final int KEY_BYTES = 32;

  /**
   * @param number tells the sockets of several starts apart
   */
  static Endpoint choose(Path folder, int number) {
    Path socket = folder.resolve(number + ".sock").toAbsolutePath();
    boolean unix =
        !System.getProperty("os.name").startsWith("Windows")
            && socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
    return unix
        ? new Endpoint(
            List.of("--host", socket.toString()), UnixDomainSocketAddress.of(socket), newKey())
        : ofPort();
  }

  private static Endpoint ofPort() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    // Somebody may take the port before the child does; that child ends, and the next has another.
    try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
      int port = probe.getLocalPort();
      return new Endpoint(
          List.of("--host", loopback.getHostAddress(), "--port", String.valueOf(port)),
          new InetSocketAddress(loopback, port),
          newKey());
    } catch (IOException e) {
      throw new UncheckedIOException("This machine has no free port", e);
    }
  }

  private static String newKey() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return String.valueOf(address);
  }
}
