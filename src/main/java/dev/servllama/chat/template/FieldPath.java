package dev.servllama.chat.template;

import java.util.function.Function;

/** The name of a replacement field: {@code name.attribute[element]...}. */
record FieldPath(String path) {
  Value resolve(Function<String, Value> lookUp, Rendering rendering) {
    int end = nextPart(0);
    Value value = lookUp.apply(path.substring(0, end));
    while (end < path.length()) {
      rendering.step();
      boolean attribute = path.charAt(end) == '.';
      int from = end + 1;
      end = attribute ? nextPart(from) : path.indexOf(']', from);
      if (end <= from) {
        throw TemplateException.failed("Empty attribute in format string");
      }
      String part = path.substring(from, end);
      value = attribute ? Access.attribute(value, part) : Access.item(value, key(part), rendering);
      if (value instanceof UndefinedValue undefined) {
        throw undefined.failure();
      }
      end = attribute ? end : end + 1;
    }
    return value;
  }

  private int nextPart(int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static Value key(String part) {
    return part.chars().allMatch(c -> c >= '0' && c <= '9')
        ? IntValue.of(index(part))
        : Text.trusted(part);
  }

  /** A position written in decimal digits. */
  static int index(String digits) {
    if (digits.length() > 9) {
      throw TemplateException.failed("Too many decimal digits in format string");
    }
    return Integer.parseInt(digits);
  }
}
