package dev.servllama.chat.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes values as Python's {@code str} and {@code repr} do. */
final class Repr {
  private final TextBuilder out;

  private Repr(TextBuilder out) {
    this.out = out;
  }

  /** What printing the value writes. */
  static Text str(Value value, Rendering rendering) {
    if (value instanceof Text text) {
      return text;
    }
    if (value instanceof UndefinedValue) {
      return Text.EMPTY;
    }
    return repr(value, rendering);
  }

  /** The value as it would be written in Python's source. */
  static Text repr(Value value, Rendering rendering) {
    TextBuilder out = new TextBuilder(rendering);
    new Repr(out).write(value, 0);
    return out.build();
  }

  private void write(Value value, int depth) {
    // Namespaces can hold themselves; everything else is bounded when it is made.
    if (depth > Limits.MAX_VALUE_DEPTH) {
      throw TemplateException.limit("a value nests too deeply to be printed");
    }
    if (value instanceof Text text) {
      writeText(text);
    } else if (value instanceof TupleValue tuple) {
      writeTuple(tuple, depth);
    } else if (value instanceof RangeValue range) {
      writeRange(range);
    } else if (value instanceof SequenceValue sequence) {
      writeItems("[", sequence.items(), "]", depth);
    } else if (value instanceof DictValue dict) {
      writeEntries(dict.entries(), depth);
    } else if (value instanceof DictView view) {
      writeItems(view.typeName() + "([", view.items(), "])", depth);
    } else if (value instanceof NamespaceValue namespace) {
      out.append("<Namespace ");
      writeEntries(DictValue.entriesOf(namespace.attributes()), depth);
      out.append(">");
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(Value value) {
    if (value instanceof BoolValue bool) {
      return bool.value() ? "True" : "False";
    }
    if (value instanceof IntValue integer) {
      return integer.value().toString();
    }
    if (value instanceof FloatValue number) {
      return Floats.repr(number.value());
    }
    if (value == NoneValue.NONE) {
      return "None";
    }
    if (value instanceof LoopValue || value instanceof MacroValue) {
      return value.toString();
    }
    return value instanceof UndefinedValue ? "Undefined" : "<" + value.typeName() + " object>";
  }

  private void writeTuple(TupleValue tuple, int depth) {
    writeItems("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")", depth);
  }

  private void writeRange(RangeValue range) {
    String step = range.step() == 1 ? "" : ", " + range.step();
    out.append("range(" + range.start() + ", " + range.stop() + step + ")");
  }

  private void writeItems(String open, List<Value> items, String close, int depth) {
    out.append(open);
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      write(items.get(i), depth + 1);
    }
    out.append(close);
  }

  private void writeEntries(Map<Value, Value> entries, int depth) {
    out.append("{");
    Iterator<Map.Entry<Value, Value>> rest = entries.entrySet().iterator();
    while (rest.hasNext()) {
      Map.Entry<Value, Value> entry = rest.next();
      write(entry.getKey(), depth + 1);
      out.append(": ");
      write(entry.getValue(), depth + 1);
      out.append(rest.hasNext() ? ", " : "");
    }
    out.append("}");
  }

  private void writeText(Text text) {
    String chars = text.chars();
    char quote = chars.indexOf('\'') >= 0 && chars.indexOf('"') < 0 ? '"' : '\'';
    out.append(text.markup() ? "Markup(" : "").append(String.valueOf(quote));
    int from = 0;
    for (int i = 0; i < chars.length(); ) {
      int c = chars.codePointAt(i);
      int next = i + Character.charCount(c);
      String escape = escape(c, quote);
      if (escape != null) {
        out.append(text, from, i).appendFor(text, i, next, escape);
        from = next;
      }
      i = next;
    }
    out.append(text, from, chars.length()).append(String.valueOf(quote));
    out.append(text.markup() ? ")" : "");
  }

  /** How Python writes a character that may not stand as it is, or null if it may. */
  private static String escape(int c, char quote) {
    if (c == quote || c == '\\') {
      return "\\" + (char) c;
    }
    if (c == '\n' || c == '\r' || c == '\t') {
      return c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    }
    if (Characters.printable(c)) {
      return null;
    }
    return c < 0x100
        ? String.format("\\x%02x", c)
        : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
  }
}
