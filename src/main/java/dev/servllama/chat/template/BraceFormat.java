package dev.servllama.chat.template;

import java.util.List;
import java.util.Map;

/** Python's {@code str.format}, with the attributes and elements that a field may name. */
final class BraceFormat {
  private static final int MAX_NESTING = 2;

  private final List<Value> positional;
  private final Map<Value, Value> named;
  private final Rendering rendering;
  private int automatic;
  private boolean manual;

  private BraceFormat(List<Value> positional, Map<Value, Value> named, Rendering rendering) {
    this.positional = positional;
    this.named = named;
    this.rendering = rendering;
  }

  static Value format(Text self, Arguments args, Rendering rendering) {
    var named = DictValue.entriesOf(args.named());
    return new BraceFormat(args.positional(), named, rendering).expand(self, MAX_NESTING);
  }

  static Value formatMap(Text self, Arguments args, Rendering rendering) {
    Value map = args.bind("format_map", 1, "mapping").get(0);
    if (!(map instanceof DictValue dict)) {
      throw TemplateException.failed("format_map() needs a dict");
    }
    return new BraceFormat(List.of(), dict.entries(), rendering).expand(self, MAX_NESTING);
  }

  private Text expand(Text format, int nesting) {
    if (nesting == 0) {
      throw TemplateException.failed("Max string recursion exceeded");
    }
    String chars = format.chars();
    TextBuilder out = new TextBuilder(rendering);
    int from = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if (c != '{' && c != '}') {
        continue;
      }
      out.append(format, from, i);
      if (i + 1 < chars.length() && chars.charAt(i + 1) == c) {
        out.append(format, i, i + 1);
        i++;
      } else if (c == '}') {
        throw TemplateException.failed("Single '}' encountered in format string");
      } else {
        int end = fieldEnd(chars, i + 1);
        out.append(field(format, i + 1, end, nesting));
        i = end;
      }
      from = i + 1;
    }
    return out.append(format, from, chars.length()).build();
  }

  private static int fieldEnd(String chars, int from) {
    int open = 1;
    boolean bracket = false;
    for (int i = from; i < chars.length(); i++) {
      char c = chars.charAt(i);
      bracket = c == '[' || bracket && c != ']';
      if (c == '{' && !bracket) {
        open++;
      } else if (c == '}' && !bracket && --open == 0) {
        return i;
      }
    }
    throw TemplateException.failed("expected '}' before end of string");
  }

  private Text field(Text format, int from, int to, int nesting) {
    String chars = format.chars();
    int end = from;
    boolean bracket = false;
    while (end < to && (bracket || ":!".indexOf(chars.charAt(end)) < 0)) {
      bracket = chars.charAt(end) == '[' || bracket && chars.charAt(end) != ']';
      end++;
    }
    Value value = new FieldPath(chars.substring(from, end)).resolve(this::lookUp, rendering);
    if (end < to && chars.charAt(end) == '!') {
      value = convert(value, chars.substring(end + 1, Math.min(to, end + 2)));
      end += 2;
      if (end < to && chars.charAt(end) != ':') {
        throw TemplateException.failed("expected ':' after conversion specifier");
      }
    }
    Text spec = end < to ? expand(format.slice(end + 1, to), nesting - 1) : Text.EMPTY;
    Text formatted =
        spec.length() == 0
            ? Repr.str(value, rendering)
            : FormatSpec.parse(spec.chars()).apply(value, rendering);
    return format.markup() ? Html.escape(formatted, rendering) : formatted;
  }

  private Value convert(Value value, String conversion) {
    return switch (conversion) {
      case "s" -> Repr.str(value, rendering);
      case "r", "a" -> Repr.repr(value, rendering);
      default -> throw TemplateException.failed("Unknown conversion specifier");
    };
  }

  private Value lookUp(String name) {
    if (name.isEmpty() || name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return atPosition(name);
    }
    Value value = named.get(Text.trusted(name));
    if (value == null) {
      throw TemplateException.failed("'" + name + "' is not an argument of format()");
    }
    return value;
  }

  private Value atPosition(String name) {
    if (name.isEmpty() ? manual : automatic > 0) {
      throw TemplateException.failed("manual and automatic field numbering cannot be mixed");
    }
    manual = !name.isEmpty();
    int index = manual ? FieldPath.index(name) : automatic++;
    if (index >= positional.size()) {
      throw TemplateException.failed("Replacement index " + index + " out of range");
    }
    return positional.get(index);
  }
}
