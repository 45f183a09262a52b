package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** JSON Schema's types. */
enum JsonType {
  OBJECT("properties", "required", "additionalProperties"),
  ARRAY("items", "additionalItems", "prefixItems", "minItems", "maxItems"),
  STRING("minLength", "maxLength", "pattern", "format"),
  NUMBER("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
  INTEGER,
  BOOLEAN,
  NULL;

  private final Set<String> keywords;

  JsonType(String... keywords) {
    this.keywords = Set.of(keywords);
  }

  String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The keywords that constrain values of this type only. */
  Set<String> keywords() {
    return keywords;
  }

  /** The types that a {@code type} keyword lists, in its order. */
  static Set<JsonType> read(Keyword keyword) {
    Set<JsonType> types = new LinkedHashSet<>();
    if (keyword.value().isArray()) {
      for (int i = 0; i < keyword.value().size(); i++) {
        types.add(one(keyword.child(i)));
      }
    } else {
      types.add(one(keyword));
    }
    if (types.isEmpty()) {
      throw keyword.refusal("must name at least one type.");
    }
    return types;
  }

  boolean includes(JsonNode value) {
    return switch (this) {
      case OBJECT -> value.isObject();
      case ARRAY -> value.isArray();
      case STRING -> value.isTextual();
      case NUMBER -> value.isNumber();
      case INTEGER -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      case BOOLEAN -> value.isBoolean();
      case NULL -> value.isNull();
    };
  }

  private static JsonType one(Keyword keyword) {
    for (JsonType type : values()) {
      if (keyword.value().isTextual() && keyword.value().asText().equals(type.keyword())) {
        return type;
      }
    }
    throw keyword.refusal(
        "must be \"object\", \"array\", \"string\", \"number\", \"integer\", \"boolean\" or"
            + " \"null\".");
  }
}
