package dev.servllama.chat.template;

import java.math.BigInteger;

/** An integer of any size up to {@link Limits#MAX_INTEGER_BITS}. */
record IntValue(BigInteger value) implements NumberValue {
  IntValue {
    if (value.bitLength() > Limits.MAX_INTEGER_BITS) {
      throw TemplateException.limit("an integer grows beyond 4300 digits");
    }
  }

  static IntValue of(long value) {
    return new IntValue(BigInteger.valueOf(value));
  }

  @Override
  public boolean truthy() {
    return value.signum() != 0;
  }

  @Override
  public String typeName() {
    return "int";
  }

  @Override
  public double toDouble() {
    double number = value.doubleValue();
    if (Double.isInfinite(number)) {
      throw TemplateException.failed("int too large to convert to float");
    }
    return number;
  }

  @Override
  public BigInteger toBigInteger() {
    return value;
  }

  /** The integer clipped to the range of an int, as positions in a text or list are. */
  int clipped() {
    if (value.bitLength() < 32) {
      return value.intValue();
    }
    return value.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  @Override
  public Value attribute(String name) {
    return switch (name) {
      case "real", "numerator" -> this;
      case "imag" -> of(0);
      case "denominator" -> of(1);
      case "bit_length" -> FunctionValue.plain(name, (args, r) -> of(value.abs().bitLength()));
      case "is_integer" -> FunctionValue.plain(name, (args, r) -> BoolValue.TRUE);
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
