package dev.servllama.chat.template;

import java.util.List;
import java.util.Set;

/** The methods of lists, tuples and ranges that a sandboxed template may call. */
final class SequenceMethods {
  private static final Set<String> MUTATORS =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

  private SequenceMethods() {}

  static Value attribute(SequenceValue self, String name) {
    boolean list = self instanceof ListValue;
    if (list && MUTATORS.contains(name)) {
      return UndefinedValue.withheld(self, name);
    }
    return switch (name) {
      case "index" -> FunctionValue.plain(name, (args, r) -> index(self, args, r));
      case "count" -> FunctionValue.plain(name, (args, r) -> count(self, args, r));
      case "copy" ->
          list
              ? FunctionValue.plain(name, (args, r) -> self)
              : UndefinedValue.attribute(self, name);
      default -> UndefinedValue.attribute(self, name);
    };
  }

  private static Value index(SequenceValue self, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("index", 1, "value", "start", "stop");
    List<Value> items = self.items();
    int from = Positions.clip(bound.integer(1, 0), items.size());
    int to = Positions.clip(bound.integer(2, items.size()), items.size());
    for (int i = from; i < to; i++) {
      r.step();
      if (Ordering.equal(items.get(i), bound.get(0), r)) {
        return IntValue.of(i);
      }
    }
    throw TemplateException.failed(Repr.repr(bound.get(0), r) + " is not in " + self.typeName());
  }

  private static Value count(SequenceValue self, Arguments args, Rendering r) {
    Value wanted = args.bind("count", 1, "value").get(0);
    long count = 0;
    for (Value item : self.items()) {
      r.step();
      count += Ordering.equal(item, wanted, r) ? 1 : 0;
    }
    return IntValue.of(count);
  }
}
