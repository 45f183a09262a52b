package dev.servllama.chat.template;

import java.util.List;

/**
 * A tuple; {@code names} are those of its elements when it is a named tuple, such as the groups of
 * {@code groupby}.
 */
record TupleValue(List<Value> items, List<String> names, Extent extent) implements SequenceValue {
  static TupleValue of(List<Value> items) {
    return named(items, List.of());
  }

  static TupleValue of(Value... items) {
    return of(List.of(items));
  }

  static TupleValue named(List<Value> items, List<String> names) {
    return new TupleValue(items, names, Extent.over(items));
  }

  @Override
  public String typeName() {
    return "tuple";
  }

  @Override
  public Value attribute(String name) {
    int index = names.indexOf(name);
    return index >= 0 ? items.get(index) : SequenceMethods.attribute(this, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TupleValue tuple && items.equals(tuple.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }
}
