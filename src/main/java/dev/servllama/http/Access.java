package dev.servllama.http;

import java.util.Optional;
import java.util.Set;

/**
 * Who may call.
 *
 * @param keys the good keys; empty where none is required
 * @param origins web origins whose pages may call, {@code *} for all
 * @param host the name that the server is known by, besides {@code localhost} and addresses
 */
public record Access(Optional<ApiKeys> keys, Set<String> origins, String host) {

  /** Whether pages of a web origin may call. */
  boolean allowsOrigin(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }
}
