package dev.servllama.chat.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Rules for numbers: plain ones, and those within bounds by an automaton over their digits. */
final class NumberRules {
  private static final String NUMBER =
      "\"-\"? (\"0\" | [1-9] [0-9]{0,14}) (\".\" [0-9]{1,15})? ([eE] [+\\x2D]? [0-9]{1,2})?";
  private static final String INTEGER = "\"-\"? (\"0\" | [1-9] [0-9]{0,14})";
  private static final int MAX_DIVISOR = 200;
  private static final int MAX_DECIMALS = 15;

  private final Grammar grammar;
  private final DfaRules dfas;

  NumberRules(Grammar grammar, DfaRules dfas) {
    this.grammar = grammar;
    this.dfas = dfas;
  }

  /** Any number, with digits bounded so that no model counts for ever. */
  String any() {
    return grammar.shared("number", NUMBER);
  }

  /** The rule for the numbers that a schema allows. */
  String rule(Schema schema, boolean integer) {
    List<Part> parts = parts(schema);
    if (parts.isEmpty()) {
      return integer ? grammar.shared("integer", INTEGER) : any();
    }
    try {
      Dfa dfa = Dfa.of(integer ? NumberRange.INTEGER : NumberRange.withFraction(MAX_DECIMALS));
      for (Part part : parts) {
        dfa = dfa.and(part.dfa());
        if (dfa.isEmpty()) {
          throw part.keyword().refusal("leaves no number that could be given.");
        }
      }
      return dfas.text("n", dfa);
    } catch (RegexSyntaxException e) {
      throw parts.get(0).keyword().refusal("gives a range that " + e.getMessage() + ".");
    }
  }

  private record Part(Keyword keyword, Dfa dfa) {}

  private static List<Part> parts(Schema schema) {
    List<Part> parts = new ArrayList<>();
    try {
      for (String name : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
        Keyword keyword = schema.get(name).orElse(null);
        if (keyword != null) {
          BigDecimal bound = keyword.decimal();
          boolean inclusive = !name.startsWith("exclusive");
          parts.add(
              new Part(
                  keyword,
                  Dfa.of(
                      name.endsWith("inimum")
                          ? NumberRange.atLeast(bound, inclusive)
                          : NumberRange.atMost(bound, inclusive))));
        }
      }
      Keyword multiple = schema.get("multipleOf").orElse(null);
      if (multiple != null) {
        parts.add(new Part(multiple, multiplesOf(multiple)));
      }
    } catch (RegexSyntaxException e) {
      throw new IllegalStateException("a bound of at most 40 digits fits an automaton", e);
    }
    return parts;
  }

  private static Dfa multiplesOf(Keyword keyword) throws RegexSyntaxException {
    BigDecimal divisor = keyword.decimal();
    boolean whole = divisor.scale() <= 0;
    if (whole && divisor.signum() > 0 && divisor.compareTo(BigDecimal.valueOf(MAX_DIVISOR)) <= 0) {
      return Dfa.multiplesOf(divisor.intValue());
    }
    if (divisor.unscaledValue().equals(BigInteger.ONE)
        && divisor.scale() > 0
        && divisor.scale() <= MAX_DECIMALS) {
      return Dfa.of(NumberRange.withFraction(divisor.scale()));
    }
    throw keyword.refusal(
        "is not supported with this value: a whole number from 1 to "
            + MAX_DIVISOR
            + " or a power of ten such as 0.01 is.");
  }
}
