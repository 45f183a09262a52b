package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes values as Python's {@code json.dumps} does. */
final class JsonWriter {
  private final TextBuilder out;
  private final JsonStyle style;

  private JsonWriter(TextBuilder out, JsonStyle style) {
    this.out = out;
    this.style = style;
  }

  static Text write(Value value, JsonStyle style, Rendering rendering) {
    TextBuilder out = new TextBuilder(rendering);
    new JsonWriter(out, style).write(value, 0);
    return out.build();
  }

  private void write(Value value, int depth) {
    if (value instanceof Text text) {
      writeText(text);
    } else if (value instanceof DictValue dict) {
      writeObject(dict, depth);
    } else if (value instanceof ListValue || value instanceof TupleValue) {
      writeArray(((SequenceValue) value).items(), depth);
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(Value value) {
    if (value instanceof BoolValue bool) {
      return bool.value() ? "true" : "false";
    }
    if (value instanceof IntValue integer) {
      return integer.value().toString();
    }
    if (value instanceof FloatValue number) {
      return number(number.value());
    }
    if (value == NoneValue.NONE) {
      return "null";
    }
    throw TemplateException.failed(
        "Object of type " + value.typeName() + " is not JSON serializable");
  }

  private static String number(double number) {
    if (Double.isFinite(number)) {
      return Floats.repr(number);
    }
    return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  }

  private void writeArray(List<Value> items, int depth) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append("[");
    for (int i = 0; i < items.size(); i++) {
      between(i, depth);
      write(items.get(i), depth + 1);
    }
    newline(depth);
    out.append("]");
  }

  private void writeObject(DictValue dict, int depth) {
    if (dict.entries().isEmpty()) {
      out.append("{}");
      return;
    }
    out.append("{");
    int index = 0;
    for (Map.Entry<Value, Value> entry : entries(dict)) {
      between(index++, depth);
      writeText(key(entry.getKey()));
      out.append(style.keySeparator());
      write(entry.getValue(), depth + 1);
    }
    newline(depth);
    out.append("}");
  }

  private List<Map.Entry<Value, Value>> entries(DictValue dict) {
    List<Map.Entry<Value, Value>> entries = new ArrayList<>(dict.entries().entrySet());
    if (style.sortKeys()) {
      Comparator<Value> order = Ordering.by(out.rendering());
      entries.sort((a, b) -> order.compare(a.getKey(), b.getKey()));
    }
    return entries;
  }

  private static Text key(Value key) {
    if (key instanceof Text text) {
      return text;
    }
    if (key instanceof NumberValue || key == NoneValue.NONE) {
      return Text.trusted(scalar(key));
    }
    throw TemplateException.failed(
        "keys must be str, int, float, bool or None, not " + key.typeName());
  }

  private void between(int index, int depth) {
    out.append(index == 0 ? Text.EMPTY : style.itemSeparator());
    newline(depth + 1);
  }

  private void newline(int depth) {
    if (style.indent() != null) {
      out.append("\n").repeat(style.indent(), depth);
    }
  }

  private void writeText(Text text) {
    String chars = text.chars();
    out.append("\"");
    int from = 0;
    for (int i = 0; i < chars.length(); i++) {
      String escape = escape(chars.charAt(i));
      if (escape != null) {
        out.append(text, from, i).appendFor(text, i, i + 1, escape);
        from = i + 1;
      }
    }
    out.append(text, from, chars.length()).append("\"");
  }

  /** How JSON writes a character that may not stand as it is, or null if it may. */
  private String escape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      default -> c < ' ' || style.ascii() && c > '~' ? String.format("\\u%04x", (int) c) : null;
    };
  }
}
