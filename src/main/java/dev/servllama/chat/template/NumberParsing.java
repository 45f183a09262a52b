package dev.servllama.chat.template;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers as Python's {@code int()} and {@code float()} do. */
final class NumberParsing {
  private static final int MAX_DIGITS = 4_300;
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");
  private static final Pattern SPECIAL = Pattern.compile("[+-]?(nan|inf|infinity)");

  private NumberParsing() {}

  /** The integer that the text spells in that base; in base 0, its prefix tells. */
  static Optional<BigInteger> integer(String text, int base) {
    String digits = TextSplitMethods.strip(Text.trusted(text), null, true, true).chars();
    if (digits.length() > MAX_DIGITS || base < 0 || base == 1 || base > 36) {
      return Optional.empty();
    }
    boolean signed = digits.startsWith("-") || digits.startsWith("+");
    String body = (signed ? digits.substring(1) : digits).toLowerCase(Locale.ROOT);
    int prefix = prefixBase(body);
    int radix = base == 0 ? Math.max(prefix, 0) == 0 ? 10 : prefix : base;
    if (prefix == radix && prefix != 0) {
      body = body.substring(2);
      body = body.startsWith("_") ? body.substring(1) : body;
    }
    if (!wellFormed(body, radix) || base == 0 && prefix == 0 && body.matches("0[0_]*[1-9].*")) {
      return Optional.empty();
    }
    BigInteger size = new BigInteger(body.replace("_", ""), radix);
    return Optional.of(digits.startsWith("-") ? size.negate() : size);
  }

  private static int prefixBase(String body) {
    if (body.length() < 3 || body.charAt(0) != '0') {
      return 0;
    }
    return switch (body.charAt(1)) {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 0;
    };
  }

  private static boolean wellFormed(String body, int radix) {
    return !body.isEmpty()
        && !body.startsWith("_")
        && !body.endsWith("_")
        && !body.contains("__")
        && body.chars().allMatch(c -> c == '_' || Character.digit(c, radix) >= 0);
  }

  /** The float that the text spells. */
  static Optional<Double> decimal(String text) {
    String number =
        TextSplitMethods.strip(Text.trusted(text), null, true, true)
            .chars()
            .toLowerCase(Locale.ROOT);
    if (number.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    if (SPECIAL.matcher(number).matches()) {
      double size = number.endsWith("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
      return Optional.of(number.startsWith("-") ? -size : size);
    }
    return DECIMAL.matcher(number).matches()
        ? Optional.of(Double.parseDouble(number.replace("_", "")))
        : Optional.empty();
  }
}
