package dev.servllama.documents;

import dev.servllama.documents.catalog.Store;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The collections that there are, and which of them is meant. Thread-safe. */
final class CollectionRegistry {
  private static final int SHOWN = 80;

  private final Map<String, DocumentCollection> collections = new ConcurrentHashMap<>();

  void add(DocumentCollection collection) {
    collections.put(collection.store().id(), collection);
  }

  void remove(DocumentCollection collection) {
    collections.remove(collection.store().id());
  }

  boolean contains(String id) {
    return collections.containsKey(id);
  }

  /** All, whoever may see them. */
  Collection<DocumentCollection> all() {
    return collections.values();
  }

  /** Those that an owner sees, the oldest first. */
  List<DocumentCollection> visibleTo(String owner) {
    return collections.values().stream()
        .filter(collection -> isVisible(collection, owner))
        .sorted(
            Comparator.<DocumentCollection>comparingLong(c -> c.store().createdAt())
                .thenComparing(c -> c.store().id()))
        .toList();
  }

  private static boolean isVisible(DocumentCollection collection, String owner) {
    String its = collection.store().owner();
    return its.equals(owner) || its.equals(Store.EVERYONE);
  }

  /**
   * The one that is meant, by its id or its name.
   *
   * @param among which it may be
   * @param param the field that names it, or null if the path does
   */
  static DocumentCollection require(List<DocumentCollection> among, String idOrName, String param) {
    for (DocumentCollection collection : among) {
      if (collection.store().id().equals(idOrName)) {
        return collection;
      }
    }
    List<DocumentCollection> named =
        among.stream().filter(c -> c.store().name().equals(idOrName)).toList();
    if (named.size() > 1) {
      throw InvalidRequestException.of(
          param,
          "%d vector stores are named '%s'; name one by its id.".formatted(named.size(), idOrName));
    }
    if (named.isEmpty() || idOrName.isEmpty()) {
      String shown = idOrName.length() > SHOWN ? idOrName.substring(0, SHOWN) + "…" : idOrName;
      throw new NotFoundException(
          "There is no vector store or collection '%s'.".formatted(shown),
          param,
          "vector_store_not_found");
    }
    return named.get(0);
  }
}
