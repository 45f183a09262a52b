package dev.servllama.chat.template;

import java.util.List;

/** What {@code keys()}, {@code values()} and {@code items()} of a dict return. */
record DictView(String typeName, List<Value> items, Extent extent) implements Value {
  static DictView of(String typeName, List<Value> items) {
    return new DictView(typeName, items, Extent.over(items));
  }

  @Override
  public boolean truthy() {
    return !items.isEmpty();
  }
}
