package dev.servllama.http;

import dev.servllama.keys.KeyRing;
import java.util.Locale;
import java.util.Set;

/**
 * Who may call.
 *
 * @param keyRequired whether a caller must be known
 * @param ring who is known
 * @param origins web origins whose pages may call, {@code *} for all
 * @param host the name that the server is known by, besides {@code localhost} and addresses
 */
public record Access(boolean keyRequired, KeyRing ring, Set<String> origins, String host) {

  /** Whether pages of a web origin may call. */
  boolean allowsOrigin(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }

  /**
   * Whether a page may call without a key: one of an origin that is named, or the server's own.
   *
   * @param origin as its browser sends it, or null if it is no page
   * @param host that the request is for, or null
   */
  boolean mayActForItsUser(String origin, String host) {
    return origin == null || allowsOrigin(origin) || isOwn(origin, host);
  }

  private static boolean isOwn(String origin, String host) {
    return host != null
        && origin.toLowerCase(Locale.ROOT).endsWith("://" + host.toLowerCase(Locale.ROOT));
  }
}
