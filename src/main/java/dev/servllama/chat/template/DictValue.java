package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dict in the order of its entries. The sandbox lets no template change one. */
record DictValue(Map<Value, Value> entries, Extent extent) implements Value {
  static DictValue of(Map<Value, Value> entries) {
    return new DictValue(entries, Extent.over(entries.values()).and(Extent.over(entries.keySet())));
  }

  /** A dict of named values, such as keyword arguments are. */
  static DictValue ofNamed(Map<String, Value> named) {
    return of(entriesOf(named));
  }

  static Map<Value, Value> entriesOf(Map<String, Value> named) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    named.forEach((name, value) -> entries.put(Text.trusted(name), value));
    return entries;
  }

  /** The key itself, if a dict may have it. Accounts for what it takes to hash it. */
  static Value checkedKey(Value key, Rendering rendering) {
    rendering.walk(key.extent().weight());
    return hashable(key);
  }

  private static Value hashable(Value key) {
    if (key instanceof ListValue || key instanceof DictValue) {
      throw TemplateException.failed("unhashable type: '" + key.typeName() + "'");
    }
    if (key instanceof TupleValue tuple) {
      tuple.items().forEach(DictValue::hashable);
    }
    return key;
  }

  /** The value of the key, or null. */
  Value get(Value key) {
    return entries.get(key);
  }

  /** The entries as tuples of key and value. */
  List<Value> pairs() {
    List<Value> pairs = new ArrayList<>(entries.size());
    entries.forEach((key, value) -> pairs.add(TupleValue.of(key, value)));
    return pairs;
  }

  @Override
  public boolean truthy() {
    return !entries.isEmpty();
  }

  @Override
  public String typeName() {
    return "dict";
  }

  @Override
  public Value attribute(String name) {
    return DictMethods.attribute(this, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DictValue dict && entries.equals(dict.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
