package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that no value satisfies two branches of a {@code oneOf}. A grammar can only say "any of";
 * where the branches have nothing in common, that is the same as "exactly one of".
 */
final class Disjointness {
  private static final int MAX_BRANCHES = 200;

  private Disjointness() {}

  static void require(Keyword oneOf, SchemaFlattener flattener) {
    int count = oneOf.value().size();
    if (count > MAX_BRANCHES) {
      throw oneOf.refusal("has more than " + MAX_BRANCHES + " branches; use anyOf.");
    }
    List<Schema> branches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      branches.add(flattener.flatten(flattener.read(oneOf.child(i)), 0));
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (!disjoint(branches.get(i), branches.get(j), flattener)) {
          throw oneOf
              .child(j)
              .refusal(
                  "may hold together with "
                      + oneOf.child(i).place()
                      + ", and no grammar says \"exactly one\"; use anyOf, or tell the branches"
                      + " apart by type or by a required property with a const.");
        }
      }
    }
  }

  private static boolean disjoint(Schema a, Schema b, SchemaFlattener flattener) {
    Optional<Set<JsonNode>> someA = values(a);
    Optional<Set<JsonNode>> someB = values(b);
    if (someA.isPresent() && someB.isPresent()) {
      return Collections.disjoint(someA.get(), someB.get());
    }
    Set<JsonType> types = types(a);
    types.retainAll(types(b));
    return types.isEmpty()
        || (types.equals(EnumSet.of(JsonType.OBJECT)) && discriminated(a, b, flattener));
  }

  /** The finitely many values of a schema, numbers by value and not by notation. */
  private static Optional<Set<JsonNode>> values(Schema schema) {
    if (!schema.has("enum") && !schema.has("const")) {
      return Optional.empty();
    }
    Set<JsonNode> values = new HashSet<>();
    for (JsonNode value : LiteralRules.values(schema)) {
      if (value.isNumber() || value.isContainerNode()) {
        // 1 and 1.0 are equal in JSON Schema but not as nodes.
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(values);
  }

  private static Set<JsonType> types(Schema schema) {
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    if (schema.has("enum") || schema.has("const")) {
      for (JsonNode value : LiteralRules.values(schema)) {
        for (JsonType type : JsonType.values()) {
          if (type.includes(value)) {
            types.add(type);
          }
        }
      }
    } else if (schema.has("type")) {
      types.addAll(JsonType.read(schema.get("type").get()));
    } else {
      types.addAll(EnumSet.allOf(JsonType.class));
    }
    if (types.contains(JsonType.NUMBER)) {
      types.add(JsonType.INTEGER);
    }
    return types;
  }

  private static boolean discriminated(Schema a, Schema b, SchemaFlattener flattener) {
    for (String name : requiredNames(a)) {
      if (requiredNames(b).contains(name)) {
        Optional<Schema> inA = property(a, name, flattener);
        Optional<Schema> inB = property(b, name, flattener);
        if (inA.isPresent() && inB.isPresent() && tellApart(inA.get(), inB.get())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean tellApart(Schema a, Schema b) {
    Optional<Set<JsonNode>> someA = values(a);
    Optional<Set<JsonNode>> someB = values(b);
    return someA.isPresent() && someB.isPresent() && Collections.disjoint(someA.get(), someB.get());
  }

  private static Set<String> requiredNames(Schema schema) {
    Set<String> names = new HashSet<>();
    schema.get("required").ifPresent(k -> k.array().value().forEach(v -> names.add(v.asText())));
    return names;
  }

  private static Optional<Schema> property(Schema schema, String name, SchemaFlattener flattener) {
    return schema
        .get("properties")
        .filter(k -> k.value().has(name))
        .map(k -> flattener.flatten(flattener.read(k.child(name)), 0));
  }
}
