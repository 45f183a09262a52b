package dev.servllama.openai;

import java.util.List;
import java.util.Set;

/** Which files a search looks at. */
public sealed interface AttributeCondition {

  /**
   * An attribute is compared.
   *
   * @param key its name
   * @param type how: {@code eq}, {@code ne}, {@code gt}, {@code gte}, {@code lt}, {@code lte},
   *     {@code in}, {@code nin}
   * @param values one, or for the last two any number: strings, numbers, booleans
   */
  record Comparison(String key, String type, List<Object> values) implements AttributeCondition {}

  /**
   * Several conditions.
   *
   * @param all whether all of them must hold; else one
   */
  record Compound(boolean all, List<AttributeCondition> conditions) implements AttributeCondition {}

  /** Reads a filter. */
  static AttributeCondition read(Value value, int depth) {
    Fields filter = value.asObject();
    Value type = filter.require("type");
    if (List.of("and", "or").contains(type.node().asText())) {
      KnownFields.check(filter, Set.of("type", "filters"));
      if (depth == 0) {
        throw Refusal.value(value.path(), "filters are nested too deeply.");
      }
      List<AttributeCondition> parts =
          filter.require("filters").asList(100).stream().map(f -> read(f, depth - 1)).toList();
      return new Compound(type.asString().equals("and"), parts);
    }
    KnownFields.check(filter, Set.of("type", "key", "value"));
    String how =
        type.asOneOf(List.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "and", "or"));
    Value given = filter.require("value");
    List<Object> values =
        how.equals("in") || how.equals("nin")
            ? given.asList().stream().map(Labels::scalar).toList()
            : List.of(Labels.scalar(given));
    return new Comparison(filter.require("key").asString(), how, values);
  }
}
