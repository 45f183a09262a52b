package dev.servllama.chat.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The decimal notations, without exponent, of the numbers on one side of a bound. */
final class NumberRange {
  /** Few enough for every reader, those that have only doubles included. */
  private static final int INTEGER_DIGITS = 15;

  private static final int FRACTION_DIGITS = 15;
  private static final Regex MINUS = Regex.text("-");
  private static final Regex DIGIT = Regex.digit(0, 9);
  private static final Regex NONZERO = Regex.digit(1, 9);

  private static final Regex WHOLE =
      Regex.choice(Regex.text("0"), Regex.sequence(NONZERO, digits(0, INTEGER_DIGITS - 1)));

  /** Integers with or without a sign. */
  static final Regex INTEGER = Regex.sequence(Regex.repeat(MINUS, 0, 1), WHOLE);

  private final String whole;
  private final String fraction;
  private final boolean inclusive;

  private NumberRange(BigDecimal bound, boolean inclusive) {
    String[] parts = bound.abs().stripTrailingZeros().toPlainString().split("\\.");
    this.whole = parts[0];
    this.fraction = parts.length > 1 ? parts[1] : "";
    this.inclusive = inclusive;
  }

  static Regex atLeast(BigDecimal bound, boolean inclusive) {
    NumberRange magnitude = new NumberRange(bound, inclusive);
    return bound.signum() >= 0
        ? magnitude.larger()
        : Regex.choice(positive(FRACTION_DIGITS), Regex.sequence(MINUS, magnitude.smaller()));
  }

  static Regex atMost(BigDecimal bound, boolean inclusive) {
    NumberRange magnitude = new NumberRange(bound, inclusive);
    if (bound.signum() < 0 || (bound.signum() == 0 && !inclusive)) {
      return Regex.sequence(MINUS, magnitude.larger());
    }
    return Regex.choice(Regex.sequence(MINUS, positive(FRACTION_DIGITS)), magnitude.smaller());
  }

  /** Numbers with at most so many digits behind the point. */
  static Regex withFraction(int maxDigits) {
    return Regex.sequence(Regex.repeat(MINUS, 0, 1), positive(maxDigits));
  }

  private static Regex positive(int maxFraction) {
    return Regex.sequence(WHOLE, optionalFraction(maxFraction));
  }

  private static Regex optionalFraction(int maxDigits) {
    return Regex.repeat(Regex.sequence(Regex.text("."), digits(1, maxDigits)), 0, 1);
  }

  private static Regex digits(int min, int max) {
    return Regex.repeat(DIGIT, min, max);
  }

  private Regex larger() {
    List<Regex> branches = new ArrayList<>();
    int length = whole.length();
    int most = Math.max(INTEGER_DIGITS, length + 1);
    Regex fractions = optionalFraction(FRACTION_DIGITS);
    branches.add(Regex.sequence(NONZERO, digits(length, most - 1), fractions));
    for (int i = 0; i < length; i++) {
      branches.add(Regex.sequence(differing(whole, i, above(whole, i)), fractions));
    }
    branches.add(Regex.sequence(Regex.text(whole), largerFraction()));
    return new Regex.Choice(branches);
  }

  private Regex smaller() {
    List<Regex> branches = new ArrayList<>();
    int length = whole.length();
    Regex fractions = optionalFraction(FRACTION_DIGITS);
    if (length > 1) {
      branches.add(Regex.sequence(Regex.text("0"), fractions));
      branches.add(Regex.sequence(NONZERO, digits(0, length - 2), fractions));
    }
    for (int i = 0; i < length; i++) {
      Regex below = Regex.digit(i == 0 && length > 1 ? 1 : 0, whole.charAt(i) - '0' - 1);
      branches.add(Regex.sequence(differing(whole, i, below), fractions));
    }
    branches.add(Regex.sequence(Regex.text(whole), smallerFraction()));
    return new Regex.Choice(branches);
  }

  /** Texts as long as this one that agree with it up to a digit and differ there. */
  private static Regex differing(String digits, int at, Regex other) {
    int rest = digits.length() - at - 1;
    return Regex.sequence(Regex.text(digits.substring(0, at)), other, digits(rest, rest));
  }

  private static Regex above(String digits, int at) {
    return Regex.digit(digits.charAt(at) - '0' + 1, 9);
  }

  private Regex largerFraction() {
    Regex anyRest = digits(0, FRACTION_DIGITS);
    Regex nonzeroRest =
        Regex.sequence(Regex.repeat(Regex.text("0"), 0, FRACTION_DIGITS), NONZERO, anyRest);
    if (fraction.isEmpty()) {
      return inclusive
          ? optionalFraction(FRACTION_DIGITS)
          : Regex.sequence(Regex.text("."), nonzeroRest);
    }
    List<Regex> branches = new ArrayList<>();
    for (int i = 0; i < fraction.length(); i++) {
      branches.add(
          Regex.sequence(Regex.text("." + fraction.substring(0, i)), above(fraction, i), anyRest));
    }
    branches.add(Regex.sequence(Regex.text("." + fraction), inclusive ? anyRest : nonzeroRest));
    return new Regex.Choice(branches);
  }

  private Regex smallerFraction() {
    Regex zeros = Regex.repeat(Regex.text("0"), 0, FRACTION_DIGITS);
    List<Regex> branches = new ArrayList<>();
    if (inclusive) {
      String point = fraction.isEmpty() ? ".0" : ".";
      branches.add(Regex.sequence(Regex.text(point + fraction), zeros));
    }
    if (inclusive || !fraction.isEmpty()) {
      branches.add(Regex.EMPTY);
    }
    for (int i = 0; i < fraction.length(); i++) {
      Regex start = Regex.text("." + fraction.substring(0, i));
      if (i > 0) {
        branches.add(start);
      }
      Regex below = Regex.digit(0, fraction.charAt(i) - '0' - 1);
      branches.add(Regex.sequence(start, below, digits(0, FRACTION_DIGITS)));
    }
    return new Regex.Choice(branches);
  }
}
