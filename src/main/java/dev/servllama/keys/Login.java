package dev.servllama.keys;

import java.util.Optional;
import java.util.Set;

/**
 * What a user of the container, or everybody of one of its roles, may do here.
 *
 * @param owner empty for one of each user's own
 */
record Login(
    Optional<String> owner,
    Role role,
    Limits limits,
    Optional<Set<String>> models,
    int priority,
    Optional<Set<String>> collections) {
  private static final String PREFIX = "user:";

  /** No key has a colon in its name, so nobody logs in under the name of a key. */
  Caller caller(String principal, Grant grant) {
    return callerOfKey(PREFIX + principal).by(grant);
  }

  /** What stands at a key means the same, but a key has a name of its own. */
  Caller callerOfKey(String name) {
    return new Caller(
        name, owner.orElse(name), role, limits, models, priority, collections, new Grant.Nothing());
  }
}
