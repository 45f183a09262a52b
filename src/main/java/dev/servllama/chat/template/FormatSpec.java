package dev.servllama.chat.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows the colon in a replacement field of {@code str.format}: Python's format
 * specification mini-language.
 */
record FormatSpec(
    Text fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    String grouping,
    int precision,
    char type) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?",
          Pattern.DOTALL);
  private static final char UNSET = 0;

  static FormatSpec parse(String spec) {
    Matcher m = SYNTAX.matcher(spec);
    if (!m.matches()) {
      throw TemplateException.failed("Invalid format specifier '" + spec + "'");
    }
    boolean zero = m.group(6) != null;
    char align = m.group(2) != null ? m.group(2).charAt(0) : zero ? '=' : UNSET;
    String fill = m.group(1) != null ? m.group(1) : zero ? "0" : " ";
    return new FormatSpec(
        Text.trusted(fill),
        align,
        charOf(m.group(3), '-'),
        m.group(5) != null,
        m.group(7) == null ? 0 : Integer.parseInt(m.group(7)),
        m.group(8) == null ? "" : m.group(8),
        m.group(9) == null ? -1 : Integer.parseInt(m.group(9)),
        charOf(m.group(10), UNSET));
  }

  private static char charOf(String group, char otherwise) {
    return group == null ? otherwise : group.charAt(0);
  }

  Text apply(Value value, Rendering rendering) {
    if (value instanceof NumberValue number) {
      return number(number, rendering);
    }
    if (value instanceof Text text) {
      return text(text, rendering);
    }
    throw Coercion.failure(
        value, "unsupported format string passed to " + value.typeName() + ".__format__");
  }

  private Text text(Text value, Rendering rendering) {
    if (type != UNSET && type != 's' || align == '=' || sign != '-' || !grouping.isEmpty()) {
      throw TemplateException.failed("the format specifier does not suit a string");
    }
    int length = Positions.length(value);
    Text cut =
        precision >= 0 && precision < length
            ? value.slice(0, Positions.toUnits(value, precision))
            : value;
    return pad(Text.EMPTY, cut, align == UNSET ? '<' : align, rendering);
  }

  private Text number(NumberValue value, Rendering rendering) {
    boolean asFloat = !value.integral() || "eEfFgG%".indexOf(type) >= 0 && type != UNSET;
    boolean negative = asFloat ? isNegative(value.toDouble()) : value.toBigInteger().signum() < 0;
    String digits = asFloat ? ofFloat(value.toDouble()) : ofInteger(value);
    String prefix = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    if (alternate && !asFloat && "xXob".indexOf(type) >= 0 && type != UNSET) {
      prefix += "0" + type;
    }
    return pad(Text.trusted(prefix), Text.trusted(digits), align == UNSET ? '>' : align, rendering);
  }

  private static boolean isNegative(double value) {
    return value < 0 || value == 0 && 1 / value < 0;
  }

  private String ofInteger(NumberValue value) {
    var size = value.toBigInteger().abs();
    if (precision >= 0) {
      throw TemplateException.failed("Precision not allowed in integer format specifier");
    }
    String digits =
        switch (type) {
          case UNSET, 'd', 'n' -> size.toString();
          case 'x' -> size.toString(16);
          case 'X' -> size.toString(16).toUpperCase(java.util.Locale.ROOT);
          case 'o' -> size.toString(8);
          case 'b' -> size.toString(2);
          case 'c' -> Character.toString(codePoint(size.intValue()));
          default -> throw unknown("int");
        };
    return grouping.isEmpty()
        ? digits
        : NumberFormat.group(digits, grouping, "xXob".indexOf(type) >= 0 && type != UNSET ? 4 : 3);
  }

  private static int codePoint(int value) {
    if (!Character.isValidCodePoint(value)) {
      throw TemplateException.failed("%c arg not in range(0x110000)");
    }
    return value;
  }

  private String ofFloat(double value) {
    String digits =
        switch (type) {
          case UNSET -> shortest(value);
          case 'e', 'E', 'f', 'F', 'g', 'G' ->
              NumberFormat.format(type, value, precision, alternate);
          case 'n' -> NumberFormat.format('g', value, precision, alternate);
          case '%' -> NumberFormat.format('f', value * 100, precision, alternate) + "%";
          default -> throw unknown("float");
        };
    return grouping.isEmpty() ? digits : NumberFormat.group(digits, grouping, 3);
  }

  private String shortest(double value) {
    if (precision < 0) {
      return Floats.repr(Math.abs(value));
    }
    String general = NumberFormat.format('g', value, precision, alternate);
    return general.matches("\\d+") && Math.abs(value) < Math.pow(10, precision)
        ? general + ".0"
        : general;
  }

  private TemplateException unknown(String typeName) {
    return TemplateException.failed(
        "Unknown format code '" + type + "' for object of type '" + typeName + "'");
  }

  private Text pad(Text prefix, Text body, char side, Rendering rendering) {
    TextBuilder joined = new TextBuilder(rendering);
    int missing = width - Positions.length(body) - prefix.length();
    if (missing <= 0) {
      return joined.append(prefix).append(body).build();
    }
    int left = side == '<' ? 0 : side == '^' ? missing / 2 : missing;
    if (side == '=') {
      return joined.append(prefix).repeat(fill, missing).append(body).build();
    }
    joined.repeat(fill, left).append(prefix).append(body);
    return joined.repeat(fill, missing - left).build();
  }
}
