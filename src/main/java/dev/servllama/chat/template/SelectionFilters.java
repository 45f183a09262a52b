package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The filters that apply another filter or a test to each element. */
final class SelectionFilters {
  static final Map<String, Filter> FILTERS =
      Map.of(
          "map", SelectionFilters::map,
          "select", (value, args, r) -> select(value, args, r, false, true),
          "reject", (value, args, r) -> select(value, args, r, false, false),
          "selectattr", (value, args, r) -> select(value, args, r, true, true),
          "rejectattr", (value, args, r) -> select(value, args, r, true, false));

  private SelectionFilters() {}

  private static Value map(Value value, Arguments args, Rendering r) {
    if (!value.truthy()) {
      return IteratorValue.generator(List.of());
    }
    List<Value> mapped = new ArrayList<>();
    if (args.positional().isEmpty()) {
      Arguments.Bound bound = args.bind("map", 0, "attribute", "default");
      if (!bound.has(0)) {
        throw TemplateException.failed("map requires a filter argument");
      }
      Selector selector = Selector.of(bound.get(0), bound.get(1));
      for (Value item : Coercion.toList(value, r)) {
        r.allocateElements(1);
        mapped.add(selector.select(item, r));
      }
    } else {
      String name = Coercion.toText(args.positional().get(0)).chars();
      Arguments rest = rest(args, 1);
      for (Value item : Coercion.toList(value, r)) {
        r.allocateElements(1);
        mapped.add(Filters.apply(name, item, rest, r));
      }
    }
    return IteratorValue.generator(mapped);
  }

  private static Arguments rest(Arguments args, int from) {
    int size = args.positional().size();
    return new Arguments(args.positional().subList(Math.min(from, size), size), args.named());
  }

  private static Value select(
      Value value, Arguments args, Rendering r, boolean byAttribute, boolean wanted) {
    if (!value.truthy()) {
      return IteratorValue.generator(List.of());
    }
    List<Value> given = args.positional();
    if (byAttribute && given.isEmpty()) {
      throw TemplateException.failed("Missing parameter for attribute name");
    }
    Selector selector = Selector.of(byAttribute ? given.get(0) : null, null);
    int at = byAttribute ? 1 : 0;
    String test = given.size() > at ? Coercion.toText(given.get(at)).chars() : null;
    Arguments rest = rest(args, at + 1);
    List<Value> selected = new ArrayList<>();
    for (Value item : Coercion.toList(value, r)) {
      Value subject = selector.select(item, r);
      r.allocateElements(1);
      if ((test == null ? subject.truthy() : Tests.test(test, subject, rest, r)) == wanted) {
        selected.add(item);
      }
    }
    return IteratorValue.generator(selected);
  }
}
