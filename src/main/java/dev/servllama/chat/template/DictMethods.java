package dev.servllama.chat.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of dicts that a sandboxed template may call. */
final class DictMethods {
  private static final Set<String> MUTATORS =
      Set.of("clear", "pop", "popitem", "setdefault", "update");

  private DictMethods() {}

  static Value attribute(DictValue self, String name) {
    if (MUTATORS.contains(name)) {
      return UndefinedValue.withheld(self, name);
    }
    return switch (name) {
      case "get" -> FunctionValue.plain(name, (args, r) -> get(self, args, r));
      case "items" -> FunctionValue.plain(name, (args, r) -> items(self, r));
      case "keys" -> FunctionValue.plain(name, (args, r) -> keys(self, r));
      case "values" -> FunctionValue.plain(name, (args, r) -> values(self, r));
      case "copy" -> FunctionValue.plain(name, (args, r) -> self);
      case "fromkeys" -> FunctionValue.plain(name, DictMethods::fromKeys);
      default -> UndefinedValue.attribute(self, name);
    };
  }

  static boolean hasMethod(String name) {
    return MUTATORS.contains(name)
        || Set.of("get", "items", "keys", "values", "copy", "fromkeys").contains(name);
  }

  private static Value get(DictValue self, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("get", 1, "key", "default");
    Value value = self.get(DictValue.checkedKey(bound.get(0), r));
    return value != null ? value : bound.get(1, NoneValue.NONE);
  }

  private static Value items(DictValue self, Rendering r) {
    r.allocateElements(self.entries().size() * 3L);
    return DictView.of("dict_items", self.pairs());
  }

  private static Value keys(DictValue self, Rendering r) {
    r.allocateElements(self.entries().size());
    return DictView.of("dict_keys", List.copyOf(self.entries().keySet()));
  }

  private static Value values(DictValue self, Rendering r) {
    r.allocateElements(self.entries().size());
    return DictView.of("dict_values", List.copyOf(self.entries().values()));
  }

  private static Value fromKeys(Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("fromkeys", 1, "iterable", "value");
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value key : Coercion.toList(bound.get(0), r)) {
      r.allocateElements(1);
      entries.put(DictValue.checkedKey(key, r), bound.get(1, NoneValue.NONE));
    }
    return DictValue.of(entries);
  }
}
