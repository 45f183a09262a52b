package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** The filters that make numbers or work on them. */
final class NumberFilters {
  static final Map<String, Filter> FILTERS =
      Map.of(
          "abs", (value, args, r) -> abs(value),
          "int", (value, args, r) -> toInt(value, args),
          "float", (value, args, r) -> toFloat(value, args),
          "round", (value, args, r) -> round(value, args),
          "filesizeformat", (value, args, r) -> fileSize(value, args));

  private static final int MAX_ROUNDING = 400;

  private NumberFilters() {}

  private static Value abs(Value value) {
    if (!(value instanceof NumberValue number)) {
      throw Coercion.failure(value, "bad operand type for abs(): '" + value.typeName() + "'");
    }
    return number.integral()
        ? new IntValue(number.toBigInteger().abs())
        : new FloatValue(Math.abs(number.toDouble()));
  }

  private static Value toInt(Value value, Arguments args) {
    Arguments.Bound bound = args.bind("int", 0, "default", "base");
    Value otherwise = bound.get(0, IntValue.of(0));
    if (value instanceof Text text) {
      return NumberParsing.integer(text.chars(), bound.integer(1, 10))
          .<Value>map(IntValue::new)
          .or(() -> NumberParsing.decimal(text.chars()).flatMap(NumberFilters::truncate))
          .orElse(otherwise);
    }
    if (value instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    if (!(value instanceof NumberValue number)) {
      return otherwise;
    }
    return number.integral()
        ? new IntValue(number.toBigInteger())
        : truncate(number.toDouble()).orElse(otherwise);
  }

  private static Optional<Value> truncate(double number) {
    return Double.isFinite(number)
        ? Optional.of(new IntValue(new BigDecimal(number).toBigInteger()))
        : Optional.empty();
  }

  private static Value toFloat(Value value, Arguments args) {
    Value otherwise = args.bind("float", 0, "default").get(0, new FloatValue(0));
    if (value instanceof Text text) {
      return NumberParsing.decimal(text.chars()).<Value>map(FloatValue::new).orElse(otherwise);
    }
    if (value instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    return value instanceof NumberValue number ? new FloatValue(number.toDouble()) : otherwise;
  }

  private static Value round(Value value, Arguments args) {
    Arguments.Bound bound = args.bind("round", 0, "precision", "method");
    String method = bound.text(1, Text.trusted("common")).chars();
    int precision = bound.integer(0, 0);
    NumberValue number = Coercion.toNumber(value);
    if (Math.abs((long) precision) > MAX_ROUNDING) {
      throw TemplateException.limit("a number is rounded to too many digits");
    }
    return switch (method) {
      case "common" -> round(number, precision);
      case "ceil" -> round(number.toDouble(), precision, RoundingMode.CEILING);
      case "floor" -> round(number.toDouble(), precision, RoundingMode.FLOOR);
      default -> throw TemplateException.failed("method must be common, ceil or floor");
    };
  }

  private static Value round(NumberValue number, int precision) {
    if (!number.integral()) {
      return round(number.toDouble(), precision, RoundingMode.HALF_EVEN);
    }
    BigInteger value = number.toBigInteger();
    return new IntValue(
        precision >= 0
            ? value
            : new BigDecimal(value)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .setScale(0)
                .toBigInteger());
  }

  private static Value round(double number, int precision, RoundingMode mode) {
    if (!Double.isFinite(number)) {
      return new FloatValue(number);
    }
    if (mode == RoundingMode.HALF_EVEN) {
      double rounded = new BigDecimal(number).setScale(precision, mode).doubleValue();
      return new FloatValue(number < 0 && rounded == 0 ? -0.0 : rounded);
    }
    double scale = Math.pow(10, precision);
    double scaled = number * scale;
    double whole = mode == RoundingMode.CEILING ? Math.ceil(scaled) : Math.floor(scaled);
    return new FloatValue((whole + 0.0) / scale);
  }

  private static double bytes(Value value) {
    if (value instanceof Text text) {
      return NumberParsing.decimal(text.chars())
          .orElseThrow(
              () -> TemplateException.failed("could not convert string to float: " + text.chars()));
    }
    return Coercion.toNumber(value).toDouble();
  }

  private static Value fileSize(Value value, Arguments args) {
    boolean binary = args.bind("filesizeformat", 0, "binary").flag(0, false);
    double bytes = bytes(value);
    int base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return Text.trusted("1 Byte");
    }
    if (bytes < base) {
      return Text.trusted(new BigDecimal(bytes).toBigInteger() + " Bytes");
    }
    String prefixes = binary ? "KMGTPEZY" : "kMGTPEZY";
    double unit = base;
    int index = 0;
    while (index < prefixes.length() - 1 && bytes >= unit * base) {
      unit *= base;
      index++;
    }
    String size = NumberFormat.format('f', bytes / unit, 1, false);
    return Text.trusted(size + " " + prefixes.charAt(index) + (binary ? "iB" : "B"));
  }
}
