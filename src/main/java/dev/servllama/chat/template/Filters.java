package dev.servllama.chat.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The filters of jinja2, and {@code tojson} as transformers redefines it. */
final class Filters {
  private static final Map<String, Filter> FILTERS = filters();
  private static final Set<String> BARE =
      Set.of(
          "abs",
          "capitalize",
          "count",
          "e",
          "escape",
          "first",
          "forceescape",
          "items",
          "last",
          "length",
          "list",
          "lower",
          "reverse",
          "safe",
          "string",
          "title",
          "upper",
          "wordcount");

  private Filters() {}

  private static Map<String, Filter> filters() {
    Map<String, Filter> filters = new HashMap<>();
    filters.putAll(TextFilters.FILTERS);
    filters.putAll(LayoutFilters.FILTERS);
    filters.putAll(HtmlFilters.FILTERS);
    filters.putAll(NumberFilters.FILTERS);
    filters.putAll(ValueFilters.FILTERS);
    filters.putAll(SequenceFilters.FILTERS);
    filters.putAll(SelectionFilters.FILTERS);
    filters.putAll(OrderFilters.FILTERS);
    return Map.copyOf(filters);
  }

  static boolean exists(String name) {
    return FILTERS.containsKey(name);
  }

  /** Applies the filter of that name. */
  static Value apply(String name, Value value, Arguments arguments, Rendering rendering) {
    rendering.step();
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw TemplateException.failed("No filter named '" + name + "'.");
    }
    if (BARE.contains(name)) {
      arguments.bind(name, 0);
    }
    return filter.apply(value, arguments, rendering);
  }
}
