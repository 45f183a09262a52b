package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The fields of one object of a request. A field that is JSON null counts as absent: most of
 * OpenAI's fields may be null, and clients that write out their whole record send null for the rest
 * as well.
 */
record Fields(Path path, ObjectNode node) {

  static Fields root(JsonNode node) {
    return new Value(Path.ROOT, node).asObject();
  }

  Optional<Value> get(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new Value(path.child(name), value));
  }

  /** A field that must be there; null is passed on, so that its reader can say what it expects. */
  Value require(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw Refusal.missing(path.child(name));
    }
    return new Value(path.child(name), value);
  }

  Iterator<String> names() {
    return node.fieldNames();
  }

  Optional<String> string(String name) {
    return get(name).map(Value::asString);
  }

  boolean flag(String name) {
    return get(name).map(Value::asBoolean).orElse(false);
  }

  OptionalInt integer(String name, int min, int max) {
    Optional<Value> value = get(name);
    return value.isPresent()
        ? OptionalInt.of((int) value.get().asInteger(min, max))
        : OptionalInt.empty();
  }

  OptionalLong longInteger(String name) {
    Optional<Value> value = get(name);
    return value.isPresent()
        ? OptionalLong.of(value.get().asInteger(Long.MIN_VALUE, Long.MAX_VALUE))
        : OptionalLong.empty();
  }

  OptionalDouble number(String name, double min, double max) {
    Optional<Value> value = get(name);
    return value.isPresent()
        ? OptionalDouble.of(value.get().asNumber(min, max))
        : OptionalDouble.empty();
  }
}
