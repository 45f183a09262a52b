package dev.servllama.chat.template;

import java.util.Map;

/** The filters that take a value of any kind. */
final class ValueFilters {
  static final Map<String, Filter> FILTERS =
      Map.of(
          "default", ValueFilters::otherwise,
          "d", ValueFilters::otherwise,
          "attr", ValueFilters::attribute,
          "items", ValueFilters::items,
          "length", (value, args, r) -> IntValue.of(Coercion.length(value, r)),
          "count", (value, args, r) -> IntValue.of(Coercion.length(value, r)),
          "pprint", (value, args, r) -> Repr.repr(value, r));

  private ValueFilters() {}

  private static Value otherwise(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("default", 0, "default_value", "boolean");
    boolean replaced = value instanceof UndefinedValue || bound.flag(1, false) && !value.truthy();
    return replaced ? bound.get(0, Text.EMPTY) : value;
  }

  private static Value attribute(Value value, Arguments args, Rendering r) {
    return value.attribute(args.bind("attr", 1, "name").text(0).chars());
  }

  private static Value items(Value value, Arguments args, Rendering r) {
    if (value instanceof UndefinedValue) {
      return IteratorValue.generator(java.util.List.of());
    }
    if (!(value instanceof DictValue dict)) {
      throw TemplateException.failed("Can only get item pairs from a mapping.");
    }
    r.allocateElements(dict.entries().size() * 3L);
    return IteratorValue.generator(dict.pairs());
  }
}
