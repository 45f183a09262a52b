package dev.servllama.documents;

import java.util.List;
import java.util.Map;

/** Which files a search looks at, by their attributes. */
public sealed interface AttributeFilter {

  /** Whether a file with these attributes is looked at. */
  boolean matches(Map<String, Object> attributes);

  /** How a value is compared. */
  enum Operator {
    /** Equal. */
    EQ,
    /** Not equal, or not there. */
    NE,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GTE,
    /** Less. */
    LT,
    /** Less or equal. */
    LTE,
    /** One of several. */
    IN,
    /** None of several, or not there. */
    NIN
  }

  /**
   * Compares an attribute.
   *
   * @param key its name
   * @param operator how
   * @param values strings, numbers or booleans; one, or for {@code IN} and {@code NIN} any number
   */
  record Comparison(String key, Operator operator, List<Object> values) implements AttributeFilter {
    /** Makes the list immutable. */
    public Comparison {
      values = List.copyOf(values);
    }

    @Override
    public boolean matches(Map<String, Object> attributes) {
      Object own = attributes.get(key);
      return switch (operator) {
        case EQ, IN -> own != null && values.stream().anyMatch(value -> same(own, value));
        case NE, NIN -> own == null || values.stream().noneMatch(value -> same(own, value));
        case GT -> own != null && comparable(own) && order(own) > 0;
        case GTE -> own != null && comparable(own) && order(own) >= 0;
        case LT -> own != null && comparable(own) && order(own) < 0;
        case LTE -> own != null && comparable(own) && order(own) <= 0;
      };
    }

    private boolean comparable(Object own) {
      return (own instanceof Number && values.get(0) instanceof Number)
          || (own instanceof String && values.get(0) instanceof String);
    }

    private int order(Object own) {
      return own instanceof Number number
          ? Double.compare(number.doubleValue(), ((Number) values.get(0)).doubleValue())
          : ((String) own).compareTo((String) values.get(0));
    }

    private static boolean same(Object one, Object other) {
      return one instanceof Number a && other instanceof Number b
          ? a.doubleValue() == b.doubleValue()
          : one.equals(other);
    }
  }

  /** All of several. */
  record All(List<AttributeFilter> filters) implements AttributeFilter {
    @Override
    public boolean matches(Map<String, Object> attributes) {
      return filters.stream().allMatch(filter -> filter.matches(attributes));
    }
  }

  /** One of several. */
  record Any(List<AttributeFilter> filters) implements AttributeFilter {
    @Override
    public boolean matches(Map<String, Object> attributes) {
      return filters.stream().anyMatch(filter -> filter.matches(attributes));
    }
  }
}
