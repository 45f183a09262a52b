package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Arithmetic on numbers: integers stay exact, and division rounds towards minus infinity. */
final class NumberArithmetic {
  private NumberArithmetic() {}

  static Value apply(String operator, NumberValue left, NumberValue right) {
    if (left.integral() && right.integral()) {
      return onIntegers(operator, left.toBigInteger(), right.toBigInteger());
    }
    double a = left.toDouble();
    double b = right.toDouble();
    return switch (operator) {
      case "+" -> new FloatValue(a + b);
      case "-" -> new FloatValue(a - b);
      case "*" -> new FloatValue(a * b);
      case "/" -> new FloatValue(a / nonZero(b));
      case "//" -> new FloatValue(floorDivide(a, nonZero(b)));
      case "%" -> new FloatValue(modulo(a, nonZero(b)));
      default -> power(a, b);
    };
  }

  private static Value onIntegers(String operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case "+" -> new IntValue(a.add(b));
      case "-" -> new IntValue(a.subtract(b));
      case "*" -> new IntValue(a.multiply(b));
      case "/" -> new FloatValue(divide(a, nonZero(b)));
      case "//" -> new IntValue(floorDivide(a, nonZero(b)));
      case "%" -> new IntValue(a.subtract(floorDivide(a, nonZero(b)).multiply(b)));
      default -> power(a, b);
    };
  }

  private static double divide(BigInteger a, BigInteger b) {
    double quotient =
        a.bitLength() < 53 && b.bitLength() < 53
            ? a.doubleValue() / b.doubleValue()
            : new BigDecimal(a).divide(new BigDecimal(b), new MathContext(60)).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw TemplateException.failed("integer division result too large for a float");
    }
    return quotient;
  }

  private static BigInteger floorDivide(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(b);
    boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
    return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static double floorDivide(double a, double b) {
    double quotient = (a - modulo(a, b)) / b;
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double modulo(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(0.0, b);
    }
    return remainder < 0 == b < 0 ? remainder : remainder + b;
  }

  private static Value power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      nonZero(base);
      return power(base.doubleValue(), exponent.doubleValue());
    }
    if (base.abs().compareTo(BigInteger.ONE) <= 0) {
      return new IntValue(smallPower(base, exponent));
    }
    if (exponent.bitLength() > 31
        || (base.bitLength() - 1L) * exponent.intValue() > Limits.MAX_INTEGER_BITS) {
      throw TemplateException.limit("an integer grows beyond 4300 digits");
    }
    return new IntValue(base.pow(exponent.intValue()));
  }

  /** The power of -1, 0 or 1, whatever the size of the exponent. */
  private static BigInteger smallPower(BigInteger base, BigInteger exponent) {
    return exponent.signum() == 0 || base.signum() < 0 && !exponent.testBit(0)
        ? BigInteger.ONE
        : base;
  }

  private static Value power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw TemplateException.failed("0.0 cannot be raised to a negative power");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw TemplateException.failed("complex numbers are not supported");
    }
    double power = Math.pow(base, exponent);
    if (Double.isInfinite(power) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
      throw TemplateException.failed("Numerical result out of range");
    }
    return new FloatValue(power);
  }

  private static BigInteger nonZero(BigInteger divisor) {
    if (divisor.signum() == 0) {
      throw TemplateException.failed("division by zero");
    }
    return divisor;
  }

  private static double nonZero(double divisor) {
    if (divisor == 0) {
      throw TemplateException.failed("division by zero");
    }
    return divisor;
  }
}
