package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Elements that can be gone through once, as a generator's are. */
final class IteratorValue implements Value {
  private final String typeName;
  private final Iterator<Value> rest;

  IteratorValue(String typeName, List<Value> elements) {
    this.typeName = typeName;
    this.rest = elements.iterator();
  }

  static IteratorValue generator(List<Value> elements) {
    return new IteratorValue("generator", elements);
  }

  boolean hasNext() {
    return rest.hasNext();
  }

  Value next() {
    return rest.next();
  }

  /** All elements that are left; none are, afterwards. */
  List<Value> drain() {
    List<Value> elements = new ArrayList<>();
    rest.forEachRemaining(elements::add);
    return elements;
  }

  @Override
  public boolean truthy() {
    return true;
  }

  @Override
  public String typeName() {
    return typeName;
  }
}
