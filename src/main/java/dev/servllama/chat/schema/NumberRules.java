package dev.servllama.chat.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules for numbers: plain ones, and those within bounds by an automaton over their digits. */
final class NumberRules {
  private static final String NUMBER =
      "\"-\"? (\"0\" | [1-9] [0-9]{0,14}) (\".\" [0-9]{1,15})? ([eE] [+\\x2D]? [0-9]{1,2})?";
  private static final String INTEGER = "\"-\"? (\"0\" | [1-9] [0-9]{0,14})";
  private static final List<String> BOUNDS =
      List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf");
  private static final int MAX_DIVISOR = 200;
  private static final int MAX_DECIMALS = 15;

  private final Grammar grammar;
  private final DfaRules dfas;
  private final Effort effort;
  private final Map<Object, String> known = new HashMap<>();

  NumberRules(Grammar grammar, DfaRules dfas, Effort effort) {
    this.effort = effort;
    this.grammar = grammar;
    this.dfas = dfas;
  }

  /** Any number, with digits bounded so that no model counts for ever. */
  String any() {
    return grammar.shared("number", NUMBER);
  }

  /** The rule for the numbers that a schema allows. */
  String rule(Schema schema, boolean integer) {
    Map<String, BigDecimal> bounds = new LinkedHashMap<>();
    for (String name : BOUNDS) {
      schema.get(name).ifPresent(keyword -> bounds.put(name, keyword.decimal()));
    }
    if (bounds.isEmpty()) {
      return integer ? grammar.shared("integer", INTEGER) : any();
    }
    return known.computeIfAbsent(List.of(integer, bounds), key -> bounded(schema, bounds, integer));
  }

  private String bounded(Schema schema, Map<String, BigDecimal> bounds, boolean integer) {
    Keyword last = schema.get(bounds.keySet().iterator().next()).get();
    try {
      Dfa dfa = automaton(integer ? NumberRange.INTEGER : NumberRange.withFraction(MAX_DECIMALS));
      for (var bound : bounds.entrySet()) {
        last = schema.get(bound.getKey()).get();
        dfa = dfa.and(automaton(bound.getKey(), last), effort);
        if (dfa.isEmpty()) {
          throw last.refusal("leaves no number that could be given.");
        }
      }
      return dfas.text("n", dfa);
    } catch (RegexSyntaxException e) {
      throw last.refusal("gives a range that " + e.getMessage() + ".");
    }
  }

  private Dfa automaton(String name, Keyword keyword) throws RegexSyntaxException {
    BigDecimal bound = keyword.decimal();
    return switch (name) {
      case "minimum" -> automaton(NumberRange.atLeast(bound, true));
      case "exclusiveMinimum" -> automaton(NumberRange.atLeast(bound, false));
      case "maximum" -> automaton(NumberRange.atMost(bound, true));
      case "exclusiveMaximum" -> automaton(NumberRange.atMost(bound, false));
      default -> multiplesOf(keyword);
    };
  }

  private Dfa automaton(Regex regex) throws RegexSyntaxException {
    return Dfa.of(regex, effort);
  }

  private Dfa multiplesOf(Keyword keyword) throws RegexSyntaxException {
    BigDecimal divisor = keyword.decimal();
    boolean whole = divisor.scale() <= 0;
    if (whole && divisor.signum() > 0 && divisor.compareTo(BigDecimal.valueOf(MAX_DIVISOR)) <= 0) {
      return Dfa.multiplesOf(divisor.intValue());
    }
    if (divisor.unscaledValue().equals(BigInteger.ONE)
        && divisor.scale() > 0
        && divisor.scale() <= MAX_DECIMALS) {
      return automaton(NumberRange.withFraction(divisor.scale()));
    }
    throw keyword.refusal(
        "is not supported with this value: a whole number from 1 to "
            + MAX_DIVISOR
            + " or a power of ten such as 0.01 is.");
  }
}
