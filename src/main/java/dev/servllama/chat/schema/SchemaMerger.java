package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Makes one schema of two that must both hold, where that can be done exactly. */
final class SchemaMerger {
  private SchemaMerger() {}

  static Schema merge(Schema first, Schema second) {
    requireOpen(first, second);
    requireOpen(second, first);
    Map<String, Keyword> merged = new LinkedHashMap<>(first.keywords());
    second
        .keywords()
        .forEach(
            (name, keyword) ->
                merged.merge(name, keyword, (a, b) -> new Keyword(both(name, a, b), a.place())));
    return new Schema(merged, first.place());
  }

  /** A schema with additional properties ruled counts only the properties next to it. */
  private static void requireOpen(Schema closed, Schema other) {
    Keyword additional = closed.get("additionalProperties").orElse(null);
    if (additional == null || isTrue(additional.value()) || !other.has("properties")) {
      return;
    }
    JsonNode own = closed.get("properties").map(Keyword::value).orElse(null);
    other
        .get("properties")
        .get()
        .value()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (own == null || !own.has(name)) {
                throw additional.refusal(
                    "cannot be combined with the property \""
                        + name
                        + "\" of the schema it is merged with.");
              }
            });
  }

  private static boolean isTrue(JsonNode value) {
    return value.isBoolean() && value.asBoolean();
  }

  private static JsonNode both(String name, Keyword first, Keyword second) {
    JsonNode a = first.value();
    JsonNode b = second.value();
    if (a.equals(b)) {
      return a;
    }
    switch (name) {
      case "type":
        return types(first, second);
      case "properties":
        return properties(first.object(), second.object());
      case "required":
        return union(first.array(), second.array());
      case "minLength", "minItems", "minimum", "exclusiveMinimum":
        return ordered(first, second) ? b : a;
      case "maxLength", "maxItems", "maximum", "exclusiveMaximum":
        return ordered(first, second) ? a : b;
      case "additionalProperties":
        if (isTrue(a)) {
          return b;
        }
        if (isTrue(b)) {
          return a;
        }
        break;
      default:
        break;
    }
    throw second.refusal("cannot be combined with " + first.place() + " into one grammar.");
  }

  private static boolean ordered(Keyword first, Keyword second) {
    return first.decimal().compareTo(second.decimal()) <= 0;
  }

  private static JsonNode types(Keyword first, Keyword second) {
    Set<JsonType> common = new LinkedHashSet<>(JsonType.read(first));
    Set<JsonType> others = JsonType.read(second);
    if (common.contains(JsonType.NUMBER) && others.contains(JsonType.INTEGER)) {
      common.add(JsonType.INTEGER);
    }
    if (common.contains(JsonType.INTEGER) && others.contains(JsonType.NUMBER)) {
      others.add(JsonType.INTEGER);
    }
    common.retainAll(others);
    if (common.isEmpty()) {
      throw second.refusal("contradicts " + first.place() + ": no value has both types.");
    }
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    common.forEach(type -> names.add(type.keyword()));
    return names;
  }

  private static JsonNode properties(Keyword first, Keyword second) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    merged.setAll((ObjectNode) first.value());
    second
        .value()
        .properties()
        .forEach(
            field -> {
              JsonNode before = merged.get(field.getKey());
              if (before != null && !before.equals(field.getValue())) {
                throw second
                    .child(field.getKey())
                    .refusal(
                        "cannot be combined with " + first.child(field.getKey()).place() + ".");
              }
              merged.set(field.getKey(), field.getValue());
            });
    return merged;
  }

  private static JsonNode union(Keyword first, Keyword second) {
    Set<JsonNode> names = new LinkedHashSet<>();
    first.value().forEach(names::add);
    second.value().forEach(names::add);
    return JsonNodeFactory.instance.arrayNode().addAll(names);
  }
}
