package dev.servllama.chat.template;

/**
 * What a name or attribute that does not exist evaluates to: it prints as nothing, is false and
 * empty, and fails with its message when used for anything else.
 */
record UndefinedValue(String message) implements Value {
  static UndefinedValue name(String name) {
    return new UndefinedValue("'" + name + "' is undefined");
  }

  static UndefinedValue attribute(Value owner, String name) {
    return new UndefinedValue("'" + describe(owner) + "' has no attribute '" + name + "'");
  }

  static UndefinedValue element(Value owner, Value key) {
    if (key instanceof Text text) {
      return attribute(owner, text.chars());
    }
    return new UndefinedValue(describe(owner) + " has no such element");
  }

  /** An attribute that the sandbox withholds: it fails only when it is used. */
  static UndefinedValue withheld(Value owner, String name) {
    return new UndefinedValue(
        "access to attribute '" + name + "' of '" + owner.typeName() + "' object is unsafe.");
  }

  private static String describe(Value owner) {
    return owner == NoneValue.NONE ? "None" : owner.typeName() + " object";
  }

  TemplateException failure() {
    return TemplateException.failed(message);
  }

  @Override
  public boolean truthy() {
    return false;
  }

  @Override
  public String typeName() {
    return "Undefined";
  }

  @Override
  public Value attribute(String name) {
    throw failure();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UndefinedValue;
  }

  @Override
  public int hashCode() {
    return UndefinedValue.class.hashCode();
  }
}
