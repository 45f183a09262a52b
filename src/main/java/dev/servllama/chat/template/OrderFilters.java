package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The filters that compare elements with each other. */
final class OrderFilters {
  static final Map<String, Filter> FILTERS =
      Map.of(
          "sort", OrderFilters::sort,
          "dictsort", OrderFilters::dictSort,
          "unique", OrderFilters::unique,
          "groupby", OrderFilters::groupBy,
          "min", (value, args, r) -> extreme("min", value, args, r),
          "max", (value, args, r) -> extreme("max", value, args, r));

  private OrderFilters() {}

  /** An element and what it is ordered by. */
  private record Keyed(Value key, Value element) {}

  private static void sort(List<Keyed> keyed, boolean reverse, Rendering r) {
    Comparator<Value> order = Ordering.by(r);
    keyed.sort(Comparator.comparing(Keyed::key, reverse ? order.reversed() : order));
  }

  private static List<Value> elements(List<Keyed> keyed) {
    List<Value> elements = new ArrayList<>(keyed.size());
    keyed.forEach(each -> elements.add(each.element()));
    return elements;
  }

  private static List<Keyed> keyed(
      List<Value> items, Selector selector, boolean caseSensitive, Rendering r) {
    r.allocateElements(items.size() * 2L);
    List<Keyed> keyed = new ArrayList<>(items.size());
    items.forEach(item -> keyed.add(new Keyed(selector.selectKey(item, caseSensitive, r), item)));
    return keyed;
  }

  private static Value sort(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("sort", 0, "reverse", "case_sensitive", "attribute");
    List<Selector> selectors = new ArrayList<>();
    if (bound.get(2) instanceof Text attributes) {
      for (String attribute : attributes.chars().split(",")) {
        selectors.add(Selector.of(Text.trusted(attribute), null));
      }
    } else {
      selectors.add(Selector.of(bound.get(2), null));
    }
    List<Keyed> keyed = new ArrayList<>();
    for (Value item : Coercion.toList(value, r)) {
      r.allocateElements(2L + selectors.size());
      List<Value> keys = new ArrayList<>();
      selectors.forEach(each -> keys.add(each.selectKey(item, bound.flag(1, false), r)));
      keyed.add(new Keyed(ListValue.of(keys), item));
    }
    sort(keyed, bound.flag(0, false), r);
    return ListValue.of(elements(keyed));
  }

  private static Value dictSort(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("dictsort", 0, "case_sensitive", "by", "reverse");
    String by = bound.text(1, Text.trusted("key")).chars();
    if (!by.equals("key") && !by.equals("value")) {
      throw TemplateException.failed("You can only sort by either \"key\" or \"value\"");
    }
    if (!(value instanceof DictValue dict)) {
      throw Coercion.failure(value, "'" + value.typeName() + "' object has no attribute 'items'");
    }
    Selector selector = Selector.of(IntValue.of(by.equals("key") ? 0 : 1), null);
    r.allocateElements(dict.entries().size() * 3L);
    List<Keyed> keyed = keyed(dict.pairs(), selector, bound.flag(0, false), r);
    sort(keyed, bound.flag(2, false), r);
    return ListValue.of(elements(keyed));
  }

  private static Value unique(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("unique", 0, "case_sensitive", "attribute");
    List<Value> items = Coercion.toList(value, r);
    Set<Value> seen = new HashSet<>();
    List<Value> unique = new ArrayList<>();
    Selector selector = Selector.of(bound.get(1), null);
    for (Keyed each : keyed(items, selector, bound.flag(0, false), r)) {
      if (seen.add(DictValue.checkedKey(each.key(), r))) {
        unique.add(each.element());
      }
    }
    return IteratorValue.generator(unique);
  }

  private static Value groupBy(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("groupby", 1, "attribute", "default", "case_sensitive");
    Selector selector = Selector.of(bound.get(0), bound.get(1));
    List<Keyed> keyed = keyed(Coercion.toList(value, r), selector, bound.flag(2, false), r);
    sort(keyed, false, r);
    List<Value> groups = new ArrayList<>();
    for (int from = 0; from < keyed.size(); ) {
      int to = from;
      while (to < keyed.size() && Ordering.equal(keyed.get(from).key(), keyed.get(to).key(), r)) {
        to++;
      }
      List<Value> members = elements(keyed.subList(from, to));
      Value grouper = selector.select(members.get(0), r);
      groups.add(
          TupleValue.named(List.of(grouper, ListValue.of(members)), List.of("grouper", "list")));
      from = Math.max(to, from + 1);
    }
    return ListValue.of(groups);
  }

  private static Value extreme(String name, Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind(name, 0, "case_sensitive", "attribute");
    List<Value> items = Coercion.toList(value, r);
    Keyed best = null;
    Selector selector = Selector.of(bound.get(1), null);
    for (Keyed each : keyed(items, selector, bound.flag(0, false), r)) {
      int order = best == null ? 0 : Ordering.compare(each.key(), best.key(), r);
      if (best == null || (name.equals("min") ? order < 0 : order > 0)) {
        best = each;
      }
    }
    return best == null
        ? new UndefinedValue("No aggregated item, sequence was empty.")
        : best.element();
  }
}
