package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;

/** The types of JSON as OpenAI's error messages name them. */
public enum JsonType {
  /** A text. */
  STRING("a string"),
  /** A number without a fraction, also when written 7.0. */
  INTEGER("an integer"),
  /** A number. */
  NUMBER("a decimal"),
  /** True or false. */
  BOOLEAN("a boolean"),
  /** Names and values. */
  OBJECT("an object"),
  /** A list. */
  ARRAY("an array"),
  /** The value null. */
  NULL("null"),
  /** Whatever comes. */
  ANY("any value");

  private final String phrase;

  JsonType(String phrase) {
    this.phrase = phrase;
  }

  String phrase() {
    return phrase;
  }

  static JsonType of(JsonNode node) {
    if (node.isTextual()) {
      return STRING;
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() ? INTEGER : NUMBER;
    }
    if (node.isBoolean()) {
      return BOOLEAN;
    }
    if (node.isObject()) {
      return OBJECT;
    }
    return node.isArray() ? ARRAY : NULL;
  }

  /** Whether a value of this node's type may stand where this type is expected. */
  boolean admits(JsonNode node) {
    JsonType actual = of(node);
    return this == ANY
        || this == actual
        || (this == NUMBER && actual == INTEGER)
        || (this == INTEGER && actual == NUMBER && Value.wholeNumber(node).isPresent());
  }
}
