package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An integer, a float, or a boolean, which counts as 1 or 0. */
sealed interface NumberValue extends Value permits BoolValue, IntValue, FloatValue {
  /** The number as a float; integers beyond its range are refused. */
  double toDouble();

  /** Whether the number is an integer in Python's eyes. */
  default boolean integral() {
    return !(this instanceof FloatValue);
  }

  /** The value of an integral number. */
  default BigInteger toBigInteger() {
    throw TemplateException.failed("'float' object cannot be interpreted as an integer");
  }

  /** Whether the two are the same number, whatever their types. */
  static boolean equal(NumberValue left, NumberValue right) {
    if (left.integral() && right.integral()) {
      return left.toBigInteger().equals(right.toBigInteger());
    }
    if (!left.integral() && !right.integral()) {
      return left.toDouble() == right.toDouble();
    }
    return left.integral()
        ? equal(left.toBigInteger(), right.toDouble())
        : equal(right.toBigInteger(), left.toDouble());
  }

  private static boolean equal(BigInteger integer, double number) {
    return number == Math.rint(number)
        && !Double.isInfinite(number)
        && new BigDecimal(number).toBigInteger().equals(integer);
  }

  /** A hash that equal numbers share. */
  static int hash(NumberValue number) {
    if (number.integral()) {
      BigInteger value = number.toBigInteger();
      return value.bitLength() < 1024
          ? Double.hashCode(value.doubleValue() + 0.0)
          : value.hashCode();
    }
    return Double.hashCode(number.toDouble() + 0.0);
  }
}
