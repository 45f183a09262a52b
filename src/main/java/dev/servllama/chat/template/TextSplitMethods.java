package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The methods of {@code str} that take it apart or put it together. */
final class TextSplitMethods {
  static final Map<String, TextMethod> METHODS =
      Map.of(
          "split", (self, args, r) -> split(self, args, r, false),
          "rsplit", (self, args, r) -> split(self, args, r, true),
          "splitlines", TextSplitMethods::splitLines,
          "partition", (self, args, r) -> partition(self, args, r, false),
          "rpartition", (self, args, r) -> partition(self, args, r, true),
          "join", TextSplitMethods::join,
          "strip", (self, args, r) -> strip("strip", self, args, true, true),
          "lstrip", (self, args, r) -> strip("lstrip", self, args, true, false),
          "rstrip", (self, args, r) -> strip("rstrip", self, args, false, true));

  private TextSplitMethods() {}

  private static Value split(Text self, Arguments args, Rendering r, boolean fromEnd) {
    Arguments.Bound bound = args.bind("split", 0, "sep", "maxsplit");
    int limit = bound.integer(1, -1);
    long splits = limit < 0 ? Long.MAX_VALUE : limit;
    r.allocate(self.length());
    if (!bound.given(0)) {
      return list(fromEnd ? lastWords(self, splits) : words(self, splits), r);
    }
    String separator = bound.text(0).chars();
    if (separator.isEmpty()) {
      throw TemplateException.failed("empty separator");
    }
    r.search(self.length(), separator.length());
    return list(
        fromEnd ? splitFromEnd(self, separator, splits) : split(self, separator, splits), r);
  }

  private static Value list(List<Value> parts, Rendering r) {
    r.allocateElements(parts.size() * 3L);
    return ListValue.of(parts);
  }

  private static List<Value> split(Text self, String separator, long splits) {
    List<Value> parts = new ArrayList<>();
    int from = 0;
    int at = self.chars().indexOf(separator);
    while (at >= 0 && parts.size() < splits) {
      parts.add(self.slice(from, at));
      from = at + separator.length();
      at = self.chars().indexOf(separator, from);
    }
    parts.add(self.slice(from, self.length()));
    return parts;
  }

  private static List<Value> splitFromEnd(Text self, String separator, long splits) {
    List<Value> parts = new ArrayList<>();
    int to = self.length();
    int at = self.chars().lastIndexOf(separator);
    while (at >= 0 && parts.size() < splits) {
      parts.add(self.slice(at + separator.length(), to));
      to = at;
      at =
          at < separator.length()
              ? -1
              : self.chars().lastIndexOf(separator, at - separator.length());
    }
    parts.add(self.slice(0, to));
    Collections.reverse(parts);
    return parts;
  }

  private static List<Value> words(Text self, long splits) {
    List<Value> words = new ArrayList<>();
    String chars = self.chars();
    int from = Characters.skipSpace(chars, 0);
    while (from < chars.length()) {
      int to = from;
      while (to < chars.length() && !Characters.isSpace(chars.charAt(to))) {
        to++;
      }
      if (words.size() >= splits) {
        words.add(self.slice(from, chars.length()));
        return words;
      }
      words.add(self.slice(from, to));
      from = Characters.skipSpace(chars, to);
    }
    return words;
  }

  private static List<Value> lastWords(Text self, long splits) {
    List<Value> words = new ArrayList<>();
    String chars = self.chars();
    int to = Characters.trimSpace(chars, 0, chars.length());
    while (to > 0) {
      int from = to;
      while (from > 0 && !Characters.isSpace(chars.charAt(from - 1))) {
        from--;
      }
      boolean last = words.size() >= splits;
      words.add(self.slice(last ? 0 : from, to));
      to = last ? 0 : Characters.trimSpace(chars, 0, from);
    }
    Collections.reverse(words);
    return words;
  }

  private static Value splitLines(Text self, Arguments args, Rendering r) {
    boolean keep = args.bind("splitlines", 0, "keepends").flag(0, false);
    r.allocate(self.length());
    return list(lines(self, keep), r);
  }

  static List<Value> lines(Text self, boolean keepEnds) {
    List<Value> lines = new ArrayList<>();
    String chars = self.chars();
    for (int from = 0; from < chars.length(); ) {
      int end = from;
      while (end < chars.length() && !Characters.isLineBreak(chars.charAt(end))) {
        end++;
      }
      int next = Math.min(chars.length(), end + (chars.startsWith("\r\n", end) ? 2 : 1));
      lines.add(self.slice(from, keepEnds ? next : end));
      from = next;
    }
    return lines;
  }

  private static Value partition(Text self, Arguments args, Rendering r, boolean last) {
    Text separator = args.bind("partition", 1, "sep").text(0);
    if (separator.length() == 0) {
      throw TemplateException.failed("empty separator");
    }
    r.search(self.length(), separator.length());
    r.allocate(self.length());
    String part = separator.chars();
    int at = last ? self.chars().lastIndexOf(part) : self.chars().indexOf(part);
    if (at < 0) {
      return last
          ? TupleValue.of(Text.EMPTY, Text.EMPTY, self)
          : TupleValue.of(self, Text.EMPTY, Text.EMPTY);
    }
    int end = at + part.length();
    return TupleValue.of(self.slice(0, at), separator, self.slice(end, self.length()));
  }

  private static Value join(Text self, Arguments args, Rendering r) {
    Value iterable = args.bind("join", 1, "iterable").get(0);
    TextBuilder joined = new TextBuilder(r);
    int index = 0;
    for (Value item : Coercion.toList(iterable, r)) {
      if (!(item instanceof Text text)) {
        throw Coercion.failure(
            item,
            "sequence item " + index + ": expected str instance, " + item.typeName() + " found");
      }
      joined.append(index++ == 0 ? Text.EMPTY : self);
      joined.append(self.markup() ? Html.escape(text, r) : text);
    }
    return joined.build();
  }

  private static Value strip(String name, Text self, Arguments args, boolean left, boolean right) {
    Arguments.Bound bound = args.bind(name, 0, "chars");
    return strip(self, bound.given(0) ? bound.text(0).chars() : null, left, right);
  }

  /** Strips the characters of {@code set}, or whitespace if that is null. */
  static Text strip(Text self, String set, boolean left, boolean right) {
    String chars = self.chars();
    int from = 0;
    int to = chars.length();
    while (left && from < to && stripped(chars.codePointAt(from), set)) {
      from += Character.charCount(chars.codePointAt(from));
    }
    while (right && from < to && stripped(chars.codePointBefore(to), set)) {
      to -= Character.charCount(chars.codePointBefore(to));
    }
    return self.slice(from, to);
  }

  private static boolean stripped(int c, String set) {
    return set == null ? Characters.isSpace(c) : set.indexOf(c) >= 0;
  }
}
