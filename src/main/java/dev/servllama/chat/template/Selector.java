package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/** Gets from an element what a filter's {@code attribute} argument names: {@code a.0.b}. */
final class Selector {
  private final List<Value> path;
  private final Value otherwise;

  private Selector(List<Value> path, Value otherwise) {
    this.path = path;
    this.otherwise = otherwise;
  }

  /**
   * Reads an attribute argument; None or null selects the element itself.
   *
   * @param otherwise what takes the place of an undefined attribute, or null
   */
  static Selector of(Value attribute, Value otherwise) {
    if (attribute == null || attribute == NoneValue.NONE) {
      return new Selector(List.of(), otherwise);
    }
    if (attribute instanceof NumberValue) {
      return new Selector(List.of(attribute), otherwise);
    }
    return new Selector(parts(Coercion.toText(attribute).chars()), otherwise);
  }

  private static List<Value> parts(String attribute) {
    List<Value> parts = new ArrayList<>();
    for (String part : attribute.split("\\.", -1)) {
      boolean number = part.matches("[0-9]{1,9}");
      parts.add(number ? IntValue.of(Integer.parseInt(part)) : Text.trusted(part));
    }
    return parts;
  }

  Value select(Value element, Rendering rendering) {
    Value value = element;
    for (Value part : path) {
      value = Access.item(value, part, rendering);
      if (value instanceof UndefinedValue && otherwise != null) {
        value = otherwise;
      }
    }
    return value;
  }

  /** What is selected, in lower case if it is a text and case does not matter. */
  Value selectKey(Value element, boolean caseSensitive, Rendering rendering) {
    return key(select(element, rendering), caseSensitive, rendering);
  }

  static Value key(Value value, boolean caseSensitive, Rendering rendering) {
    return !caseSensitive && value instanceof Text text
        ? TextCaseMethods.lower(text, rendering)
        : value;
  }
}
