package dev.servllama.chat.template;

import java.util.List;

/** An operator that compares two values. */
enum ComparisonOperator {
  EQUAL("==", "eq", "equalto", "=="),
  NOT_EQUAL("!=", "ne", "!="),
  LESS("<", "lt", "lessthan", "<"),
  LESS_OR_EQUAL("<=", "le", "<="),
  GREATER(">", "gt", "greaterthan", ">"),
  GREATER_OR_EQUAL(">=", "ge", ">=");

  private static final List<ComparisonOperator> VALUES = List.of(values());

  private final String symbol;
  private final List<String> testNames;

  ComparisonOperator(String symbol, String... testNames) {
    this.symbol = symbol;
    this.testNames = List.of(testNames);
  }

  /** The operator that is written so. */
  static ComparisonOperator of(String symbol) {
    for (ComparisonOperator operator : VALUES) {
      if (operator.symbol.equals(symbol)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(symbol);
  }

  String symbol() {
    return symbol;
  }

  /** The names of the test that does the same. */
  List<String> testNames() {
    return testNames;
  }

  boolean holds(Value left, Value right, Rendering rendering) {
    rendering.step();
    return switch (this) {
      case EQUAL -> Ordering.equal(left, right, rendering);
      case NOT_EQUAL -> !Ordering.equal(left, right, rendering);
      case LESS -> ordered(left, right) && Ordering.compare(left, right, rendering) < 0;
      case LESS_OR_EQUAL -> ordered(left, right) && Ordering.compare(left, right, rendering) <= 0;
      case GREATER -> ordered(left, right) && Ordering.compare(left, right, rendering) > 0;
      case GREATER_OR_EQUAL ->
          ordered(left, right) && Ordering.compare(left, right, rendering) >= 0;
    };
  }

  /** Nothing is less or greater than a NaN. */
  private static boolean ordered(Value left, Value right) {
    return !(left instanceof FloatValue a && Double.isNaN(a.value()))
        && !(right instanceof FloatValue b && Double.isNaN(b.value()));
  }
}
