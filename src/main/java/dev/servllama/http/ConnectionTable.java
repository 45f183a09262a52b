package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open TCP connections of this machine, as Linux lists them in {@code /proc/net/tcp} and {@code
 * /proc/net/tcp6} (the format is described in the kernel's {@code proc_net_tcp.txt}). Thread-safe.
 */
public final class ConnectionTable {
  /** Java listens on sockets of IPv6 that take IPv4 as well, where there is any: those first. */
  private static final List<Path> FILES =
      List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));

  private static final String ESTABLISHED = "01";
  private static final int IPV4 = 4;
  private static final int WORD = 4;
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private final List<Path> files;

  private ConnectionTable(List<Path> files) {
    this.files = files;
  }

  /** One end of a connection and the port of the other, in the kernel's spelling. */
  record Connection(String remote, String localPort) {

    static Connection of(HttpServletRequest request) {
      return new Connection(
          spell(request.getRemoteAddr()) + ":" + port(request.getRemotePort()),
          port(request.getLocalPort()));
    }

    private static String port(int port) {
      return "%04X".formatted(port);
    }

    /** Each 32-bit word is written as a number in the machine's byte order; IPv4 as mapped IPv6. */
    private static String spell(String address) {
      StringBuilder hex = new StringBuilder();
      byte[] bytes = bytes(address);
      for (int i = 0; i < bytes.length; i++) {
        int inWord = i % WORD;
        hex.append("%02X".formatted(bytes[i - inWord + (WORD - 1 - inWord)]));
      }
      return hex.toString();
    }

    private static byte[] bytes(String address) {
      try {
        // Containers give addresses, never names, so nothing is looked up here.
        byte[] bytes = InetAddress.getByName(address).getAddress();
        return bytes.length == IPV4 ? mapped(bytes) : bytes;
      } catch (UnknownHostException e) {
        return new byte[0];
      }
    }

    private static byte[] mapped(byte[] ipv4) {
      byte[] ipv6 = Arrays.copyOf(MAPPED, MAPPED.length + IPV4);
      System.arraycopy(ipv4, 0, ipv6, MAPPED.length, IPV4);
      return ipv6;
    }
  }

  /** The table of this machine; empty where there is none to be read. */
  public static Optional<ConnectionTable> ofThisMachine() {
    List<Path> readable = FILES.stream().filter(Files::isReadable).toList();
    return readable.isEmpty() ? Optional.empty() : Optional.of(new ConnectionTable(readable));
  }

  /**
   * How connections stand: whether the other side can still be spoken to. One that has ended is not
   * in the result. Linux walks through a large table for each file, so none is read in vain.
   */
  Map<Connection, Boolean> states(Collection<Connection> wanted) {
    Map<Connection, Boolean> all = new HashMap<>();
    for (Path file : files) {
      if (!all.keySet().containsAll(wanted)) {
        read(file, all);
      }
    }
    return all;
  }

  private static void read(Path file, Map<Connection, Boolean> all) {
    try {
      Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
          .skip(1)
          .forEach(line -> parse(line, all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void parse(String line, Map<Connection, Boolean> all) {
    String[] words = line.strip().split("\\s+", 5);
    if (words.length < 5) {
      return;
    }
    String local = words[1];
    String remote = words[2];
    boolean ipv4 = remote.indexOf(':') == 2 * IPV4;
    all.put(
        new Connection(
            ipv4 ? "0000000000000000FFFF0000" + remote : remote,
            local.substring(local.indexOf(':') + 1)),
        words[3].equals(ESTABLISHED));
  }
}
