package dev.servllama.openai;

import java.util.List;
import java.util.Optional;

/** Reads the field {@code collections}: which documents are asked. */
final class CollectionNames {
  static final String FIELD = "collections";

  private static final int MOST = 32;
  private static final int LONGEST = 256;

  private CollectionNames() {}

  /** Empty if the field is absent; an empty list asks for no documents. */
  static Optional<List<String>> read(Fields request) {
    Optional<Value> given = request.get(FIELD);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    List<Value> names = given.get().asList();
    if (names.size() > MOST) {
      throw Refusal.tooLong(given.get().path(), "array", MOST, names.size());
    }
    return Optional.of(names.stream().map(name -> name.asString(LONGEST)).toList());
  }
}
