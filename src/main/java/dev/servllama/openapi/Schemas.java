package dev.servllama.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What JSON schemas are made of. */
final class Schemas {
  private Schemas() {}

  /** The same schema, or null. */
  static ObjectNode orNull(ObjectNode schema) {
    JsonNode type = schema.get("type");
    JsonNode values = schema.get("enum");
    if (values != null) {
      ArrayNode more = ((ArrayNode) values).deepCopy();
      more.addNull();
      ObjectNode result = schema.deepCopy();
      result.set("enum", more);
      result.remove("type");
      return result;
    }
    if (type != null && type.isTextual()) {
      ObjectNode result = schema.deepCopy();
      result.putArray("type").add(type.asText()).add("null");
      return result;
    }
    if (type != null || schema.isEmpty()) {
      return schema;
    }
    ObjectNode either = schema.objectNode();
    if (schema.has("description")) {
      either.set("description", schema.get("description"));
    }
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }
}
