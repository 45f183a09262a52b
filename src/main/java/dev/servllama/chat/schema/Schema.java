package dev.servllama.chat.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keywords that stand together in one schema, or that were merged from several; each knows its
 * own place.
 *
 * @param keywords by name, without annotations
 * @param place of the schema itself
 */
record Schema(Map<String, Keyword> keywords, String place) {
  /** Reads an object's keywords, refusing those that no grammar holds. */
  static Schema of(Keyword node) {
    Map<String, Keyword> keywords = new LinkedHashMap<>();
    node.value()
        .fieldNames()
        .forEachRemaining(
            name -> {
              Keyword keyword = node.child(name);
              if (Vocabulary.constrains(name, keyword)) {
                keywords.put(name, keyword);
              }
            });
    return new Schema(keywords, node.place());
  }

  Optional<Keyword> get(String name) {
    return Optional.ofNullable(keywords.get(name));
  }

  boolean has(String name) {
    return keywords.containsKey(name);
  }

  boolean hasAny(Set<String> names) {
    return names.stream().anyMatch(keywords::containsKey);
  }

  boolean hasOnly(String name) {
    return keywords.size() == 1 && has(name);
  }

  Schema without(String name) {
    Map<String, Keyword> rest = new LinkedHashMap<>(keywords);
    rest.remove(name);
    return new Schema(rest, place);
  }
}
