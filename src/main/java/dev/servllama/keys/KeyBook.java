package dev.servllama.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
        .map(login -> login.caller(principal, new Grant.User(principal)))
        .or(
            () ->
                roles.entrySet().stream()
                    .filter(role -> hasRole.test(role.getKey()))
                    .findFirst()
                    .map(
                        role ->
                            role.getValue().caller(principal, new Grant.OfRole(role.getKey()))));
  }

  KeyBook and(KeyBook other) {
    List<KeyEntry> both = Stream.concat(keys.stream(), other.keys.stream()).toList();
    return new KeyBook(both, other.users, other.roles);
  }

  /** Whether what has let somebody in would do so still. */
  boolean holds(Grant grant, Instant now) {
    if (grant instanceof Grant.Key key) {
      return keys.stream()
          .anyMatch(
              entry ->
                  entry.digest().matches(key.digest())
                      && entry.caller().name().equals(key.name())
                      && !entry.hasExpired(now));
    }
    if (grant instanceof Grant.User user) {
      return users.containsKey(user.name());
    }
    return !(grant instanceof Grant.OfRole role) || roles.containsKey(role.role());
  }
}
