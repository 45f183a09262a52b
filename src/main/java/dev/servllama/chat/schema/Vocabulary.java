package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** JSON Schema's keywords, drafts 4 to 2020-12: which hold in a grammar and which cannot. */
final class Vocabulary {
  private static final Set<String> ENFORCED =
      Set.of(
          "type",
          "enum",
          "const",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "additionalItems",
          "prefixItems",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength",
          "pattern",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "$ref",
          "anyOf",
          "oneOf",
          "allOf");

  private static final Map<String, String> REFUSED = refused();

  private Vocabulary() {}

  /**
   * Whether a keyword constrains the answer.
   *
   * @throws dev.servllama.error.InvalidRequestException for one that constrains and that no grammar
   *     holds
   */
  static boolean constrains(String name, Keyword keyword) {
    if (ENFORCED.contains(name)) {
      return true;
    }
    String why = REFUSED.get(name.toLowerCase(Locale.ROOT));
    if (why == null || isIdle(name, keyword.value())) {
      return false;
    }
    throw keyword.refusal(why);
  }

  /** The draft that a schema says it is written in; without a word, the newest. */
  static SpecificationVersion version(JsonNode root) {
    return SpecificationVersion.fromDialectId(root.path("$schema").asText())
        .orElse(SpecificationVersion.DRAFT_2020_12);
  }

  /** A keyword with the value that it also has when it is left out. */
  private static boolean isIdle(String name, JsonNode value) {
    switch (name) {
      case "uniqueItems", "nullable":
        return value.isBoolean() && !value.asBoolean();
      case "minProperties", "minContains":
        return value.isNumber() && value.asInt() == 0;
      case "patternProperties", "dependencies", "dependentRequired", "dependentSchemas":
        return value.isObject() && value.isEmpty();
      default:
        return false;
    }
  }

  private static Map<String, String> refused() {
    Map<String, String> refused = new TreeMap<>();
    for (String name :
        Set.of(
            "not",
            "if",
            "then",
            "else",
            "dependencies",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contains",
            "minContains",
            "maxContains",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "patternProperties",
            "disallow",
            "extends",
            "divisibleBy")) {
      refused.put(
          name.toLowerCase(Locale.ROOT),
          "is not supported: it depends on the rest of the answer in a way that no grammar holds.");
    }
    refused.put("$dynamicref", "is not supported; use $ref with a JSON pointer.");
    refused.put("$recursiveref", "is not supported; use $ref with a JSON pointer.");
    refused.put("nullable", "is no keyword of JSON Schema; use \"type\": [\"...\", \"null\"].");
    for (String name : ENFORCED) {
      refused.put(
          name.toLowerCase(Locale.ROOT), "is not a keyword; did you mean \"" + name + "\"?");
    }
    return refused;
  }
}
