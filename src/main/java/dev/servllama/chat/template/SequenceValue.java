package dev.servllama.chat.template;

import java.util.List;

/** A list, a tuple or a range: elements in order, found by position. */
sealed interface SequenceValue extends Value permits ListValue, TupleValue, RangeValue {
  /** The elements; not to be changed. */
  List<Value> items();

  @Override
  default boolean truthy() {
    return !items().isEmpty();
  }
}
