package dev.servllama.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code text % values}. */
final class PrintfFormat {
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%(?:\\(([^()]*)\\))?([-#0 +]*)(\\*|\\d{1,9})?(?:\\.(\\*|\\d{0,9}))?[hlL]?(.)",
          Pattern.DOTALL);

  private final Text format;
  private final Value values;
  private final List<Value> positional;
  private final Rendering rendering;
  private int next;
  private boolean byName;

  private PrintfFormat(Text format, Value values, Rendering rendering) {
    this.format = format;
    this.values = values;
    this.positional = values instanceof TupleValue tuple ? tuple.items() : List.of(values);
    this.rendering = rendering;
  }

  static Text format(Text format, Value values, Rendering rendering) {
    return new PrintfFormat(format, values, rendering).expand();
  }

  private Text expand() {
    TextBuilder out = new TextBuilder(rendering);
    Matcher matcher = CONVERSION.matcher(format.chars());
    int from = 0;
    for (int at = format.chars().indexOf('%'); at >= 0; at = format.chars().indexOf('%', from)) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw TemplateException.failed("incomplete format");
      }
      out.append(format, from, at).append(convert(matcher));
      from = matcher.end();
    }
    boolean mapping =
        values instanceof DictValue
            || values instanceof ListValue
            || values instanceof UndefinedValue;
    if (!byName && !mapping && next < positional.size()) {
      throw TemplateException.failed("not all arguments converted during string formatting");
    }
    return out.append(format, from, format.length()).build().asMarkup(format.markup());
  }

  private Text convert(Matcher m) {
    rendering.step();
    char type = m.group(5).charAt(0);
    if (type == '%') {
      return Text.trusted("%");
    }
    String flags = m.group(2);
    Value named = m.group(1) == null ? null : named(m.group(1));
    int width = "*".equals(m.group(3)) ? Coercion.toInt(take()) : number(m.group(3), 0);
    int precision = "*".equals(m.group(4)) ? Coercion.toInt(take()) : number(m.group(4), -1);
    Value value = named != null ? named : take();
    boolean left = flags.indexOf('-') >= 0 || width < 0;
    Text body =
        "srac".indexOf(type) >= 0
            ? text(type, value, precision)
            : Text.trusted(digits(type, value, precision, flags));
    boolean zeros = flags.indexOf('0') >= 0 && !left && "srac".indexOf(type) < 0;
    return zeros
        ? zeroPad(body, width)
        : TextPadMethods.pad(body, Math.abs(width), Text.trusted(" "), !left, rendering);
  }

  private static int number(String group, int otherwise) {
    if (group == null) {
      return otherwise;
    }
    return group.isEmpty() ? 0 : Integer.parseInt(group);
  }

  private Value take() {
    if (next >= positional.size()) {
      throw TemplateException.failed("not enough arguments for format string");
    }
    return positional.get(next++);
  }

  private Value named(String name) {
    byName = true;
    if (!(values instanceof DictValue dict)) {
      throw TemplateException.failed("format requires a mapping");
    }
    Value value = dict.get(Text.trusted(name));
    if (value == null) {
      throw TemplateException.failed("'" + name + "' is not in the dict to format");
    }
    return value;
  }

  private Text text(char type, Value value, int precision) {
    if (type == 'c') {
      return character(value);
    }
    Text text = type == 's' ? Repr.str(value, rendering) : Repr.repr(value, rendering);
    Text whole = format.markup() ? Html.escape(text, rendering) : text;
    return precision >= 0 && precision < Positions.length(whole)
        ? whole.slice(0, Positions.toUnits(whole, precision))
        : whole;
  }

  private static Text character(Value value) {
    if (value instanceof Text text && Positions.length(text) == 1) {
      return text;
    }
    int code = Coercion.toInt(value);
    if (!Character.isValidCodePoint(code)) {
      throw TemplateException.failed("%c arg not in range(0x110000)");
    }
    return Text.trusted(Character.toString(code));
  }

  private static String digits(char type, Value value, int precision, String flags) {
    if (!(value instanceof NumberValue number)) {
      throw Coercion.failure(
          value, "%" + type + " format: a real number is required, not " + value.typeName());
    }
    boolean alternate = flags.indexOf('#') >= 0;
    boolean asFloat = "eEfFgG".indexOf(type) >= 0;
    String digits =
        asFloat
            ? NumberFormat.format(type, number.toDouble(), precision, alternate)
            : integer(type, number, precision, alternate);
    boolean negative = asFloat ? number.toDouble() < 0 : truncated(number).signum() < 0;
    String plus = flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    return (negative ? "-" : plus) + digits;
  }

  private static String integer(char type, NumberValue number, int precision, boolean alternate) {
    if ("xXo".indexOf(type) >= 0) {
      Coercion.toBigInteger(number);
    }
    BigInteger size = truncated(number).abs();
    String digits =
        switch (type) {
          case 'd', 'i', 'u' -> size.toString();
          case 'x' -> size.toString(16);
          case 'X' -> size.toString(16).toUpperCase(java.util.Locale.ROOT);
          case 'o' -> size.toString(8);
          default -> throw TemplateException.failed("unsupported format character '" + type + "'");
        };
    if (precision > Limits.MAX_INTEGER_BITS) {
      throw TemplateException.limit("a format's precision is too large");
    }
    String padded = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    return alternate && "xXo".indexOf(type) >= 0 ? "0" + type + padded : padded;
  }

  private static BigInteger truncated(NumberValue number) {
    if (number.integral()) {
      return number.toBigInteger();
    }
    if (!Double.isFinite(number.toDouble())) {
      throw TemplateException.failed("cannot convert float infinity or NaN to integer");
    }
    return new BigDecimal(number.toDouble()).toBigInteger();
  }

  private Text zeroPad(Text body, int width) {
    String chars = body.chars();
    int sign = !chars.isEmpty() && "+- ".indexOf(chars.charAt(0)) >= 0 ? 1 : 0;
    int prefix = chars.startsWith("0x", sign) || chars.startsWith("0X", sign) ? sign + 2 : sign;
    return new TextBuilder(rendering)
        .append(body, 0, prefix)
        .repeat(Text.trusted("0"), width - body.length())
        .append(body, prefix, body.length())
        .build();
  }
}
