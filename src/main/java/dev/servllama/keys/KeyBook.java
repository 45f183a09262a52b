package dev.servllama.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everybody who is known, at one moment. Immutable.
 *
 * @param keys those with a key
 * @param users those whom the container may log in, by name
 * @param roles what else the container may say of them, in the order in which it is asked
 */
record KeyBook(List<KeyEntry> keys, Map<String, Login> users, Map<String, Login> roles) {
  static final KeyBook EMPTY = new KeyBook(List.of(), Map.of(), Map.of());

  /** Every comparison looks at every key, so that its time tells nothing about them. */
  Optional<KeyEntry> find(String key) {
    Digest given = Digest.of(key);
    KeyEntry found = null;
    for (KeyEntry entry : keys) {
      found = entry.digest().matches(given) ? entry : found;
    }
    return Optional.ofNullable(found);
  }

  /** A user by name, or else by the first role that they have. */
  Optional<Caller> login(String principal, Predicate<String> hasRole) {
    return Optional.ofNullable(users.get(principal))
        .or(
            () ->
                roles.entrySet().stream()
                    .filter(role -> hasRole.test(role.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .map(login -> login.caller(principal));
  }

  KeyBook and(KeyBook other) {
    List<KeyEntry> both = Stream.concat(keys.stream(), other.keys.stream()).toList();
    return new KeyBook(both, other.users, other.roles);
  }

  boolean hasGoodKey(String name, Instant now) {
    return keys.stream()
        .anyMatch(entry -> entry.caller().name().equals(name) && !entry.hasExpired(now));
  }

  /** The names of callers who have a key or a login here that they do not have in a later book. */
  Set<String> lostIn(KeyBook later) {
    Stream<String> ofKeys =
        keys.stream().filter(entry -> !later.holds(entry)).map(entry -> entry.caller().name());
    Stream<String> ofUsers =
        users.keySet().stream()
            .filter(user -> !later.users.containsKey(user))
            .map(user -> Login.PREFIX + user);
    return Stream.concat(ofKeys, ofUsers).collect(Collectors.toSet());
  }

  private boolean holds(KeyEntry entry) {
    return keys.stream()
        .anyMatch(
            other ->
                other.digest().matches(entry.digest())
                    && other.caller().name().equals(entry.caller().name()));
  }
}
