package dev.servllama.models.pull;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public Internet from those that only mean something near this machine.
 * Blocks are those of the IANA special-purpose address registries (RFC 6890 and its updates).
 */
final class AddressRules {
  private static final List<Block> INNER_V4 =
      List.of(
          block("0.0.0.0", 8),
          block("10.0.0.0", 8),
          block("100.64.0.0", 10),
          block("127.0.0.0", 8),
          block("169.254.0.0", 16),
          block("172.16.0.0", 12),
          block("192.0.0.0", 24),
          block("192.0.2.0", 24),
          block("192.168.0.0", 16),
          block("198.18.0.0", 15),
          block("198.51.100.0", 24),
          block("203.0.113.0", 24),
          block("224.0.0.0", 3));

  /** All of IPv6 that is in public use lies here; the rest is refused without being listed. */
  private static final Block PUBLIC_V6 = block("2000::", 3);

  /** 6to4, Teredo and documentation: tunnels could carry an inner address inside. */
  private static final List<Block> INNER_V6 =
      List.of(
          block("2001::", 23), block("2001:db8::", 32), block("2002::", 16), block("3fff::", 20));

  private AddressRules() {}

  /** Whether an address belongs to the public Internet. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return INNER_V4.stream().noneMatch(block -> block.holds(bytes));
    }
    return PUBLIC_V6.holds(bytes) && INNER_V6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static Block block(String address, int prefixBits) {
    try {
      return new Block(InetAddress.getByName(address).getAddress(), prefixBits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Block(byte[] start, int prefixBits) {
    boolean holds(byte[] address) {
      int whole = prefixBits / Byte.SIZE;
      int rest = prefixBits % Byte.SIZE;
      if (!Arrays.equals(start, 0, whole, address, 0, whole)) {
        return false;
      }
      return rest == 0 || (start[whole] ^ address[whole]) >> (Byte.SIZE - rest) == 0;
    }
  }
}
