package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What callers write to stores and files: a few short names with short values. */
final class Labels {
  private static final int MOST = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;

  private Labels() {}

  /** Strings only. */
  static Optional<Map<String, String>> metadata(Fields request) {
    return request
        .get("metadata")
        .map(
            given -> {
              Map<String, String> read = new LinkedHashMap<>();
              labels(given).forEach((key, value) -> read.put(key, text(value)));
              return read;
            });
  }

  /** Strings, numbers and booleans. */
  static Optional<Map<String, Object>> attributes(Fields request) {
    return request
        .get("attributes")
        .map(
            given -> {
              Map<String, Object> read = new LinkedHashMap<>();
              labels(given).forEach((key, value) -> read.put(key, scalar(value)));
              return read;
            });
  }

  /** A string, a number or a boolean. */
  static Object scalar(Value value) {
    JsonNode node = value.node();
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? (Object) node.longValue()
          : (Object) node.doubleValue();
    }
    if (node.isTextual()) {
      return text(value);
    }
    throw value.typeError("a string, a number or a boolean");
  }

  private static Map<String, Value> labels(Value given) {
    Fields fields = given.asObject();
    Map<String, Value> labels = new LinkedHashMap<>();
    for (Iterator<String> names = fields.names(); names.hasNext(); ) {
      String name = names.next();
      if (name.length() > LONGEST_KEY) {
        throw Refusal.tooLong(given.path(), "key", LONGEST_KEY, name.length());
      }
      labels.put(name, fields.require(name));
    }
    if (labels.size() > MOST) {
      throw Refusal.tooLong(given.path(), "object", MOST, labels.size());
    }
    return labels;
  }

  private static String text(Value value) {
    String text = value.asString();
    if (text.length() > LONGEST_VALUE) {
      throw Refusal.tooLong(value.path(), "string", LONGEST_VALUE, text.length());
    }
    return text;
  }
}
