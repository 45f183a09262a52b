package dev.servllama.chat.template;

import java.math.BigInteger;

/** True or False; in arithmetic, 1 or 0. */
record BoolValue(boolean value) implements NumberValue {
  static final BoolValue TRUE = new BoolValue(true);
  static final BoolValue FALSE = new BoolValue(false);

  static BoolValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public boolean truthy() {
    return value;
  }

  @Override
  public String typeName() {
    return "bool";
  }

  @Override
  public double toDouble() {
    return value ? 1 : 0;
  }

  @Override
  public BigInteger toBigInteger() {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }

  @Override
  public Value attribute(String name) {
    return new IntValue(toBigInteger()).attribute(name);
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
