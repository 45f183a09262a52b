package dev.servllama.keys;

import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request. Holds no secret, so its text may stand in a log. Immutable.
 *
 * @param name what their usage is counted under; that of a login begins with {@code user:}
 * @param owner whose the things are that they make: other owners do not see them
 * @param role what they may do
 * @param limits how much they may use
 * @param models the ids of the models that they may ask; empty for all
 * @param priority -10 to 10; larger ones go first in the engine's queue
 * @param collections the names of the document collections that they may use; empty for all
 * @param grant what has let them in
 */
public record Caller(
    String name,
    String owner,
    Role role,
    Limits limits,
    Optional<Set<String>> models,
    int priority,
    Optional<Set<String>> collections,
    Grant grant) {
  /** The owner, and the name, of all keys that have none. */
  public static final String SHARED = "shared";

  /** The name of whoever calls without a key. */
  public static final String ANONYMOUS = "anonymous";

  /** Makes the sets immutable. */
  public Caller {
    models = models.map(Set::copyOf);
    collections = collections.map(Set::copyOf);
  }

  /** One without limits who may ask every model. */
  public static Caller unlimited(String name, String owner, Role role) {
    Optional<Set<String>> all = Optional.empty();
    return new Caller(name, owner, role, Limits.NONE, all, 0, all, new Grant.Nothing());
  }

  /** The same, let in by something. */
  Caller by(Grant what) {
    return new Caller(name, owner, role, limits, models, priority, collections, what);
  }

  /** Whether they may ask a model. */
  public boolean mayAsk(String model) {
    return models.isEmpty() || models.get().contains(model);
  }

  /** Whether they may use a document collection, which the file of keys names either way. */
  public boolean mayUse(String id, String collection) {
    return collections.isEmpty()
        || collections.get().contains(collection)
        || collections.get().contains(id);
  }

  /** Whether they have logged in to the container, and brought no key. */
  public boolean hasLoggedIn() {
    return grant instanceof Grant.User || grant instanceof Grant.OfRole;
  }

  /** Whether they may manage what is everybody's. */
  public boolean manages() {
    return role == Role.MANAGE;
  }
}
