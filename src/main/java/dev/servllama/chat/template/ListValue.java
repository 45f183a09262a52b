package dev.servllama.chat.template;

import java.util.List;

/** A list. The sandbox lets no template change one, so it is immutable. */
record ListValue(List<Value> items, Extent extent) implements SequenceValue {
  static final ListValue EMPTY = new ListValue(List.of(), Extent.LEAF);

  static ListValue of(List<Value> items) {
    return new ListValue(items, Extent.over(items));
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public Value attribute(String name) {
    return SequenceMethods.attribute(this, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListValue list && items.equals(list.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }
}
