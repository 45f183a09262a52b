package dev.servllama.chat.template;

import java.util.Map;
import java.util.Objects;

/** What {@code namespace()} makes: the one value whose attributes a template can set. */
final class NamespaceValue implements Value {
  private final Map<String, Value> attributes;

  NamespaceValue(Map<String, Value> attributes) {
    this.attributes = attributes;
  }

  Map<String, Value> attributes() {
    return attributes;
  }

  void set(String name, Value value) {
    attributes.put(name, value);
  }

  @Override
  public Value attribute(String name) {
    return Objects.requireNonNullElseGet(
        attributes.get(name), () -> UndefinedValue.attribute(this, name));
  }

  @Override
  public boolean truthy() {
    return true;
  }

  @Override
  public String typeName() {
    return "jinja2.utils.Namespace";
  }
}
