package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.error.InvalidRequestException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a schema may cost, checked before anything else looks at it. */
final class SchemaLimits {
  /** Levels of nested objects and arrays in a schema. */
  static final int MAX_DEPTH = 64;

  /** References and alternatives from one object or array to the next. */
  static final int MAX_CHAIN = 256;

  /** Characters of names and values in a schema, punctuation included. */
  static final int MAX_CHARACTERS = 256 * 1024;

  /** Characters of the finished grammar. */
  static final int MAX_GRAMMAR = 256 * 1024;

  /** Values in one schema's enums, as at OpenAI. */
  static final int MAX_ENUM_VALUES = 1_000;

  /** Properties in a schema, as at OpenAI. */
  static final int MAX_PROPERTIES = 5_000;

  /** The greatest length of a string or an array that may be asked for. */
  static final int MAX_LENGTH = 100_000;

  private record Visit(JsonNode node, int depth) {}

  private SchemaLimits() {}

  /** Refuses a schema that is nested too deeply or too large, without recursion. */
  static void check(JsonNode schema, String place) {
    Deque<Visit> open = new ArrayDeque<>();
    open.push(new Visit(schema, 1));
    long characters = 0;
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      JsonNode node = visit.node();
      if (node.isContainerNode() && visit.depth() > MAX_DEPTH) {
        throw InvalidRequestException.of(
            place, "The schema is nested more than " + MAX_DEPTH + " levels deep.");
      }
      characters += 2L + (node.isValueNode() ? node.asText().length() : 0);
      var fields = node.fieldNames();
      while (fields.hasNext()) {
        characters += fields.next().length() + 3L;
      }
      if (characters > MAX_CHARACTERS) {
        throw InvalidRequestException.of(
            place, "The schema is larger than " + MAX_CHARACTERS + " characters.");
      }
      node.forEach(child -> open.push(new Visit(child, visit.depth() + 1)));
    }
  }
}
