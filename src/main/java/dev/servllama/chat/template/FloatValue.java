package dev.servllama.chat.template;

/** A double, as Python's float is. */
record FloatValue(double value) implements NumberValue {
  @Override
  public boolean truthy() {
    return value != 0;
  }

  @Override
  public String typeName() {
    return "float";
  }

  @Override
  public double toDouble() {
    return value;
  }

  @Override
  public Value attribute(String name) {
    return switch (name) {
      case "real" -> this;
      case "imag" -> new FloatValue(0);
      case "is_integer" ->
          FunctionValue.plain(
              name,
              (args, r) -> BoolValue.of(value == Math.rint(value) && !Double.isInfinite(value)));
      case "conjugate" -> FunctionValue.plain(name, (args, r) -> this);
      default -> UndefinedValue.attribute(this, name);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberValue number && NumberValue.equal(this, number);
  }

  @Override
  public int hashCode() {
    return NumberValue.hash(this);
  }
}
