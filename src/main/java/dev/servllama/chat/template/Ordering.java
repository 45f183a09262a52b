package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** Equality, order and membership as Python defines them. */
final class Ordering {
  private Ordering() {}

  static boolean equal(Value left, Value right, Rendering rendering) {
    chargeWalk(left, right, rendering);
    return left.equals(right);
  }

  private static void chargeWalk(Value left, Value right, Rendering rendering) {
    rendering.walk(Math.min(left.extent().weight(), right.extent().weight()) - 1);
  }

  /** The order of two values of one kind; others have none. */
  static int compare(Value left, Value right, Rendering rendering) {
    rendering.step();
    chargeWalk(left, right, rendering);
    return compare(left, right, "<");
  }

  static Comparator<Value> by(Rendering rendering) {
    return (left, right) -> compare(left, right, rendering);
  }

  private static int compare(Value left, Value right, String operator) {
    if (left instanceof NumberValue a && right instanceof NumberValue b) {
      return compareNumbers(a, b);
    }
    if (left instanceof Text a && right instanceof Text b) {
      return compareTexts(a.chars(), b.chars());
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      return compareItems(a.items(), b.items());
    }
    if (left instanceof TupleValue a && right instanceof TupleValue b) {
      return compareItems(a.items(), b.items());
    }
    Value blamed = left instanceof UndefinedValue ? left : right;
    throw Coercion.failure(
        blamed,
        "'"
            + operator
            + "' not supported between instances of '"
            + left.typeName()
            + "' and '"
            + right.typeName()
            + "'");
  }

  private static int compareNumbers(NumberValue a, NumberValue b) {
    if (a.integral() && b.integral()) {
      return a.toBigInteger().compareTo(b.toBigInteger());
    }
    if (finite(a) && finite(b)) {
      return toDecimal(a).compareTo(toDecimal(b));
    }
    return Double.compare(a.toDouble(), b.toDouble());
  }

  private static boolean finite(NumberValue number) {
    return number.integral() || Double.isFinite(number.toDouble());
  }

  private static BigDecimal toDecimal(NumberValue number) {
    return number.integral()
        ? new BigDecimal(number.toBigInteger())
        : new BigDecimal(number.toDouble());
  }

  /** Compares by code points, where {@code String.compareTo} would go by surrogates. */
  private static int compareTexts(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogate = Character.isSurrogate(x);
        return surrogate == Character.isSurrogate(y) ? x - y : surrogate ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  private static int compareItems(List<Value> a, List<Value> b) {
    int end = Math.min(a.size(), b.size());
    for (int i = 0; i < end; i++) {
      if (!a.get(i).equals(b.get(i))) {
        return compare(a.get(i), b.get(i), "<");
      }
    }
    return a.size() - b.size();
  }

  /** Whether {@code container} contains the value: Python's {@code in}. */
  static boolean contains(Value container, Value value, Rendering rendering) {
    rendering.step();
    if (container instanceof Text text) {
      return containsText(text, value, rendering);
    }
    if (container instanceof DictValue dict) {
      return dict.get(DictValue.checkedKey(value, rendering)) != null;
    }
    List<Value> items = Coercion.toList(container, rendering);
    for (Value item : items) {
      rendering.step();
      if (equal(item, value, rendering)) {
        return true;
      }
    }
    return false;
  }

  private static boolean containsText(Text text, Value value, Rendering rendering) {
    if (!(value instanceof Text part)) {
      throw Coercion.failure(
          value, "'in <string>' requires string as left operand, not " + value.typeName());
    }
    rendering.search(text.length(), part.length());
    return text.chars().contains(part.chars());
  }
}
