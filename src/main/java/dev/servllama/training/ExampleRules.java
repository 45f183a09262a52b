package dev.servllama.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What an example must be to be kept. The limits keep every line of a file readable at once. */
final class ExampleRules {
  /** UTF-16 units of a prompt or a response. */
  static final int MAX_TEXT = 1 << 20;

  /** Of the meta data as JSON, in UTF-16 units. */
  static final int MAX_META = 1 << 18;

  /** How deep the meta data may be nested; an object without objects inside is 1. */
  static final int MAX_META_DEPTH = 16;

  private static final int MAX_NAME = 4096;

  private ExampleRules() {}

  /**
   * @return what is wrong with an example, or empty if nothing is
   */
  static Optional<String> problem(Example example) {
    return text("prompt", example.prompt())
        .or(() -> text("response", example.response()))
        .or(() -> example.meta().flatMap(ExampleRules::meta));
  }

  private static Optional<String> text(String field, String text) {
    if (text.isBlank()) {
      return Optional.of("'%s' is empty.".formatted(field));
    }
    if (text.length() > MAX_TEXT) {
      return Optional.of(
          "'%s' has %d characters; at most %d are kept.".formatted(field, text.length(), MAX_TEXT));
    }
    return characters(field, text);
  }

  private static Optional<String> meta(JsonNode meta) {
    return nested("meta", meta, 1)
        .or(
            () -> {
              int length = meta.toString().length();
              return length > MAX_META
                  ? Optional.of(
                      "'meta' has %d characters as JSON; at most %d are kept."
                          .formatted(length, MAX_META))
                  : Optional.empty();
            });
  }

  private static Optional<String> nested(String field, JsonNode node, int depth) {
    if (node.isTextual()) {
      return characters(field, node.textValue());
    }
    if (node.isContainerNode() && depth > MAX_META_DEPTH) {
      return Optional.of("'meta' is nested deeper than %d levels.".formatted(MAX_META_DEPTH));
    }
    for (Map.Entry<String, JsonNode> inner : node.properties()) {
      Optional<String> problem =
          name(inner.getKey()).or(() -> nested(field, inner.getValue(), depth + 1));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return node.isArray() ? items(field, node, depth) : Optional.empty();
  }

  private static Optional<String> name(String name) {
    return name.length() > MAX_NAME
        ? Optional.of("'meta' holds a name of more than %d characters.".formatted(MAX_NAME))
        : characters("meta", name);
  }

  private static Optional<String> items(String field, JsonNode array, int depth) {
    for (JsonNode item : array) {
      Optional<String> problem = nested(field, item, depth + 1);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** UTF-8 has no half surrogate pairs, and many a tool ends a text at a NUL. */
  private static Optional<String> characters(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        return Optional.of(
            "'%s' holds %s at position %d."
                .formatted(field, c == 0 ? "a NUL character" : "half of a surrogate pair", i));
      }
      i += pair ? 1 : 0;
    }
    return Optional.empty();
  }
}
