package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/** The operators {@code + - * / // % **} as Python defines them for the values of a template. */
final class Arithmetic {
  private Arithmetic() {}

  static Value apply(String operator, Value left, Value right, Rendering rendering) {
    rendering.step();
    if (left instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    if (operator.equals("%") && left instanceof Text text) {
      return PrintfFormat.format(text, right, rendering);
    }
    if (right instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    if (left instanceof NumberValue a && right instanceof NumberValue b) {
      return NumberArithmetic.apply(operator, a, b);
    }
    return switch (operator) {
      case "+" -> add(left, right, rendering);
      case "*" -> multiply(left, right, rendering);
      default -> throw unsupported(operator, left, right);
    };
  }

  private static Value add(Value left, Value right, Rendering rendering) {
    if (left instanceof Text a && right instanceof Text b) {
      return concatenate(a, b, rendering);
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      return ListValue.of(join(a.items(), b.items(), rendering));
    }
    if (left instanceof TupleValue a && right instanceof TupleValue b) {
      return TupleValue.of(join(a.items(), b.items(), rendering));
    }
    if (left instanceof Text) {
      throw TemplateException.failed(
          "can only concatenate str (not \"" + right.typeName() + "\") to str");
    }
    throw unsupported("+", left, right);
  }

  /** Joins two texts; as soon as one is marked as safe HTML, the other is escaped. */
  static Text concatenate(Text left, Text right, Rendering rendering) {
    boolean markup = left.markup() || right.markup();
    Text a = markup ? Html.escape(left, rendering) : left;
    Text b = markup ? Html.escape(right, rendering) : right;
    return new TextBuilder(rendering).append(a).append(b).build().asMarkup(markup);
  }

  private static List<Value> join(List<Value> left, List<Value> right, Rendering rendering) {
    rendering.allocateElements((long) left.size() + right.size());
    List<Value> joined = new ArrayList<>(left.size() + right.size());
    joined.addAll(left);
    joined.addAll(right);
    return joined;
  }

  private static Value multiply(Value left, Value right, Rendering rendering) {
    if (right instanceof NumberValue times && times.integral()) {
      return repeat(left, times, rendering);
    }
    if (left instanceof NumberValue times && times.integral()) {
      return repeat(right, times, rendering);
    }
    throw unsupported("*", left, right);
  }

  private static Value repeat(Value value, NumberValue count, Rendering rendering) {
    int times = Math.max(0, Coercion.toInt(count));
    if (value instanceof Text text) {
      return new TextBuilder(rendering).repeat(text, times).build().asMarkup(text.markup());
    }
    if (value instanceof ListValue list) {
      return ListValue.of(repeat(list.items(), times, rendering));
    }
    if (value instanceof TupleValue tuple) {
      return TupleValue.of(repeat(tuple.items(), times, rendering));
    }
    throw unsupported("*", value, count);
  }

  private static List<Value> repeat(List<Value> items, int times, Rendering rendering) {
    rendering.allocateElements((long) items.size() * times);
    List<Value> repeated = new ArrayList<>();
    for (int i = 0; i < times && !items.isEmpty(); i++) {
      repeated.addAll(items);
    }
    return repeated;
  }

  static TemplateException unsupported(String operator, Value left, Value right) {
    return TemplateException.failed(
        "unsupported operand type(s) for "
            + operator
            + ": '"
            + left.typeName()
            + "' and '"
            + right.typeName()
            + "'");
  }
}
