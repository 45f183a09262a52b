package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the values of Java that a caller passes in for values of a template. */
final class JavaValues {
  private final boolean trusted;

  private JavaValues(boolean trusted) {
    this.trusted = trusted;
  }

  /** The variables of a template; the texts of those that are named are trusted. */
  static Map<String, Value> variables(Map<String, ?> variables, Set<String> trusted) {
    Map<String, Value> values = new java.util.HashMap<>();
    variables.forEach(
        (name, value) ->
            values.put(name, new JavaValues(trusted.contains(name)).convert(value, 0)));
    return values;
  }

  private Value convert(Object value, int depth) {
    if (depth > Limits.MAX_VALUE_DEPTH) {
      throw TemplateException.limit("the variables nest too deeply");
    }
    if (value == null) {
      return NoneValue.NONE;
    }
    if (value instanceof CharSequence text) {
      return text(text.toString());
    }
    if (value instanceof Boolean bool) {
      return BoolValue.of(bool);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      return dict(map, depth);
    }
    if (value instanceof Iterable<?> items) {
      return list(items, depth);
    }
    throw new IllegalArgumentException("a template takes no " + value.getClass().getName());
  }

  private Text text(String chars) {
    return trusted ? Text.trusted(chars) : Text.untrusted(chars);
  }

  private static Value number(Number number) {
    if (number instanceof BigInteger integer) {
      return new IntValue(integer);
    }
    boolean fractional =
        number instanceof Double || number instanceof Float || number instanceof BigDecimal;
    return fractional ? new FloatValue(number.doubleValue()) : IntValue.of(number.longValue());
  }

  private Value list(Iterable<?> items, int depth) {
    List<Value> values = new ArrayList<>();
    items.forEach(item -> values.add(convert(item, depth + 1)));
    return ListValue.of(values);
  }

  private Value dict(Map<?, ?> map, int depth) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(key(key), convert(value, depth + 1)));
    return DictValue.of(entries);
  }

  private Value key(Object key) {
    if (!(key instanceof String name)) {
      throw new IllegalArgumentException("a template takes only strings as keys");
    }
    return text(name);
  }
}
