package dev.servllama.chat.schema;

import java.util.Map;

/** Replaces {@code $ref} and {@code allOf} by what they stand for. */
final class SchemaFlattener {
  /** Bounds the time for a schema whose references multiply. */
  private static final int MAX_STEPS = 20_000;

  private final References references;
  private int steps;

  SchemaFlattener(References references) {
    this.references = references;
  }

  /** The one schema that this one only points to, or null if it says more. */
  Keyword sameAs(Schema schema) {
    if (schema.hasOnly("$ref")) {
      return references.resolve(schema.get("$ref").get());
    }
    if (schema.hasOnly("allOf") && schema.get("allOf").get().array().value().size() == 1) {
      return schema.get("allOf").get().child(0);
    }
    return null;
  }

  /** A subschema's keywords; true has none. */
  Schema read(Keyword node) {
    if (node.value().isBoolean()) {
      if (!node.value().asBoolean()) {
        throw node.refusal("is false: no value satisfies it.");
      }
      return new Schema(Map.of(), node.place());
    }
    return Schema.of(node.object());
  }

  /** The schema with its references followed and its conjunctions merged. */
  Schema flatten(Schema schema, int depth) {
    if (depth > SchemaLimits.MAX_CHAIN) {
      throw new Keyword(null, schema.place())
          .refusal("refers to itself with no object or array in between, or too deeply.");
    }
    if (++steps > MAX_STEPS) {
      throw new Keyword(null, schema.place())
          .refusal("is too complex: its references multiply beyond all bounds.");
    }
    Schema flat = schema;
    if (schema.has("$ref")) {
      Keyword target = references.resolve(schema.get("$ref").get());
      flat = SchemaMerger.merge(flat.without("$ref"), flatten(read(target), depth + 1));
    }
    if (schema.has("allOf")) {
      Keyword parts = schema.get("allOf").get().array();
      flat = flat.without("allOf");
      for (int i = 0; i < parts.value().size(); i++) {
        flat = SchemaMerger.merge(flat, flatten(read(parts.child(i)), depth + 1));
      }
    }
    return flat;
  }
}
