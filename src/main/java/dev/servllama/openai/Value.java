package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value of a request together with its place, so that whatever is wrong can be said exactly. */
record Value(Path path, JsonNode node) {
  /** Up to here every integer has a double of its own, so 7.0 can be taken for 7. */
  private static final double EXACT = 1L << 53;

  String asString() {
    if (!node.isTextual()) {
      throw typeError(JsonType.STRING.phrase());
    }
    return node.textValue();
  }

  /** A string of at least one character and at most {@code max} UTF-16 units. */
  String asString(int max) {
    String text = asString();
    if (text.isEmpty()) {
      throw Refusal.empty(path, "string");
    }
    if (text.length() > max) {
      throw Refusal.tooLong(path, "string", max, text.length());
    }
    return text;
  }

  String asOneOf(List<String> supported) {
    String text = asString();
    if (!supported.contains(text)) {
      throw Refusal.notOneOf(path, text, supported);
    }
    return text;
  }

  boolean asBoolean() {
    if (!node.isBoolean()) {
      throw typeError(JsonType.BOOLEAN.phrase());
    }
    return node.booleanValue();
  }

  /** An integer, also when it is written 7.0. */
  long asInteger(long min, long max) {
    BigInteger number = wholeNumber(node).orElseThrow(() -> typeError(JsonType.INTEGER.phrase()));
    if (number.compareTo(BigInteger.valueOf(min)) < 0) {
      throw Refusal.below(path, "integer", Long.toString(min), number.toString());
    }
    if (number.compareTo(BigInteger.valueOf(max)) > 0) {
      throw Refusal.above(path, "integer", Long.toString(max), number.toString());
    }
    return number.longValue();
  }

  double asNumber(double min, double max) {
    if (!node.isNumber()) {
      throw typeError(JsonType.NUMBER.phrase());
    }
    double number = node.doubleValue();
    if (number < min) {
      throw Refusal.below(path, "decimal", plain(min), node.asText());
    }
    if (number > max) {
      throw Refusal.above(path, "decimal", plain(max), node.asText());
    }
    return number;
  }

  Fields asObject() {
    if (!node.isObject()) {
      throw typeError(JsonType.OBJECT.phrase());
    }
    return new Fields(path, (ObjectNode) node);
  }

  /** The elements of an array, which may be empty. */
  List<Value> asList() {
    if (!node.isArray()) {
      throw typeError(JsonType.ARRAY.phrase());
    }
    List<Value> items = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      items.add(new Value(path.item(items.size()), item));
    }
    return items;
  }

  /** The elements of an array that has at least one and at most {@code max}. */
  List<Value> asList(int max) {
    List<Value> items = asList();
    if (items.isEmpty()) {
      throw Refusal.empty(path, "array");
    }
    if (items.size() > max) {
      throw Refusal.tooLong(path, "array", max, items.size());
    }
    return items;
  }

  RuntimeException typeError(String expected) {
    return Refusal.type(path, expected, node);
  }

  static Optional<BigInteger> wholeNumber(JsonNode node) {
    if (node.isIntegralNumber()) {
      return Optional.of(node.bigIntegerValue());
    }
    double number = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (number != Math.rint(number) || Math.abs(number) > EXACT) {
      return Optional.empty();
    }
    return Optional.of(BigInteger.valueOf((long) number));
  }

  private static String plain(double limit) {
    return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
  }
}
