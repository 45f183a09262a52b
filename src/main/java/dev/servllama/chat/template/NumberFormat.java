package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The presentation types {@code f}, {@code e} and {@code g} of C's printf and Python's format. */
final class NumberFormat {
  private static final int MAX_PRECISION = 1_000;

  private NumberFormat() {}

  /** Formats a number's size; its sign is the caller's to write. */
  static String format(char type, double value, int precision, boolean alternate) {
    if (precision > MAX_PRECISION) {
      throw TemplateException.limit("a format's precision is beyond " + MAX_PRECISION);
    }
    double size = Math.abs(value);
    if (!Double.isFinite(size)) {
      String word = Double.isNaN(size) ? "nan" : "inf";
      return Character.isUpperCase(type) ? word.toUpperCase(java.util.Locale.ROOT) : word;
    }
    int digits = precision < 0 ? 6 : precision;
    return switch (type) {
      case 'f', 'F' -> fixed(size, digits, alternate);
      case 'e' -> scientific(size, digits, alternate);
      case 'E' -> scientific(size, digits, alternate).replace('e', 'E');
      case 'G' -> general(size, digits, alternate).replace('e', 'E');
      default -> general(size, digits, alternate);
    };
  }

  private static String fixed(double size, int digits, boolean alternate) {
    String text = new BigDecimal(size).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return alternate && digits == 0 ? text + "." : text;
  }

  private static String scientific(double size, int digits, boolean alternate) {
    BigDecimal rounded =
        new BigDecimal(size).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = size == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    StringBuilder text = new StringBuilder(rounded.unscaledValue().toString());
    while (text.length() <= digits) {
      text.append('0');
    }
    text.setLength(digits + 1);
    if (digits > 0 || alternate) {
      text.insert(1, '.');
    }
    return text + "e" + Floats.exponent(exponent);
  }

  private static String general(double size, int precision, boolean alternate) {
    int digits = Math.max(1, precision);
    String exponential = scientific(size, digits - 1, false);
    int exponent = Integer.parseInt(exponential.substring(exponential.indexOf('e') + 1));
    if (exponent >= -4 && exponent < digits) {
      String plain = fixed(size, digits - 1 - exponent, false);
      return alternate ? plain : withoutZeros(plain);
    }
    int mantissa = exponential.indexOf('e');
    return alternate
        ? exponential
        : withoutZeros(exponential.substring(0, mantissa)) + exponential.substring(mantissa);
  }

  private static String withoutZeros(String number) {
    if (number.indexOf('.') < 0) {
      return number;
    }
    int end = number.length();
    while (number.charAt(end - 1) == '0') {
      end--;
    }
    return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** Puts a separator between groups of digits before the decimal point. */
  static String group(String number, String separator, int size) {
    int end = 0;
    while (end < number.length()
        && Character.digit(number.charAt(end), 16) >= 0
        && number.charAt(end) != 'e') {
      end++;
    }
    StringBuilder grouped = new StringBuilder(number);
    for (int at = end - size; at > 0; at -= size) {
      grouped.insert(at, separator);
    }
    return grouped.toString();
  }
}
