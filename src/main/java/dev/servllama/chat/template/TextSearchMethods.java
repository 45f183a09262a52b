package dev.servllama.chat.template;

import java.util.List;
import java.util.Map;

/** The methods of {@code str} that look for a part of it. */
final class TextSearchMethods {
  static final Map<String, TextMethod> METHODS =
      Map.of(
          "find", (self, args, r) -> IntValue.of(find("find", self, args, r, false)),
          "rfind", (self, args, r) -> IntValue.of(find("rfind", self, args, r, true)),
          "index", (self, args, r) -> IntValue.of(found(find("index", self, args, r, false))),
          "rindex", (self, args, r) -> IntValue.of(found(find("rindex", self, args, r, true))),
          "count", TextSearchMethods::count,
          "startswith", (self, args, r) -> affix("startswith", self, args, true),
          "endswith", (self, args, r) -> affix("endswith", self, args, false),
          "removeprefix", TextSearchMethods::removePrefix,
          "removesuffix", TextSearchMethods::removeSuffix,
          "replace", TextSearchMethods::replace);

  private TextSearchMethods() {}

  /** The part of the text that the optional arguments {@code start} and {@code end} leave. */
  private record Window(Text text, int from, int to) {
    static Window of(Text self, Arguments.Bound bound) {
      int length = Positions.length(self);
      int start = bound.given(1) ? bound.integer(1, 0) : 0;
      int end = bound.given(2) ? bound.integer(2, 0) : length;
      int from = start > length ? length + 1 : Positions.clip(start, length);
      int to = Positions.clip(end, length);
      return from > to
          ? new Window(self, 1, 0)
          : new Window(self, Positions.toUnits(self, from), Positions.toUnits(self, to));
    }

    boolean valid() {
      return from <= to;
    }

    String chars() {
      return text.chars().substring(from, to);
    }
  }

  private static int find(String name, Text self, Arguments args, Rendering r, boolean last) {
    Arguments.Bound bound = args.bind(name, 1, "sub", "start", "end");
    String part = bound.text(0).chars();
    Window window = Window.of(self, bound);
    if (!window.valid()) {
      return -1;
    }
    r.search(self.length(), part.length());
    String within = window.chars();
    int at = last ? within.lastIndexOf(part) : within.indexOf(part);
    return at < 0 ? -1 : Positions.toCodePoints(self, window.from() + at);
  }

  private static int found(int position) {
    if (position < 0) {
      throw TemplateException.failed("substring not found");
    }
    return position;
  }

  private static Value count(Text self, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("count", 1, "sub", "start", "end");
    String part = bound.text(0).chars();
    Window window = Window.of(self, bound);
    if (!window.valid()) {
      return IntValue.of(0);
    }
    String within = window.chars();
    if (part.isEmpty()) {
      return IntValue.of(within.codePointCount(0, within.length()) + 1L);
    }
    r.search(self.length(), part.length());
    int count = 0;
    for (int at = within.indexOf(part); at >= 0; at = within.indexOf(part, at + part.length())) {
      count++;
    }
    return IntValue.of(count);
  }

  private static Value affix(String name, Text self, Arguments args, boolean start) {
    Arguments.Bound bound = args.bind(name, 1, "affix", "start", "end");
    Window window = Window.of(self, bound);
    List<Value> affixes =
        bound.get(0) instanceof TupleValue tuple ? tuple.items() : List.of(bound.text(0));
    boolean matches = false;
    for (Value affix : affixes) {
      String part = Coercion.toText(affix).chars();
      matches |=
          window.valid()
              && (start ? window.chars().startsWith(part) : window.chars().endsWith(part));
    }
    return BoolValue.of(matches);
  }

  private static Value removePrefix(Text self, Arguments args, Rendering r) {
    String prefix = args.bind("removeprefix", 1, "prefix").text(0).chars();
    return self.chars().startsWith(prefix) ? self.slice(prefix.length(), self.length()) : self;
  }

  private static Value removeSuffix(Text self, Arguments args, Rendering r) {
    String suffix = args.bind("removesuffix", 1, "suffix").text(0).chars();
    return self.chars().endsWith(suffix) ? self.slice(0, self.length() - suffix.length()) : self;
  }

  private static Value replace(Text self, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("replace", 2, "old", "new", "count");
    return replace(self, bound.text(0), bound.text(1), bound.integer(2, -1), r);
  }

  /** Replaces the first {@code count} occurrences, or all if that is negative. */
  static Text replace(Text self, Text old, Text fresh, int count, Rendering r) {
    Text inserted = self.markup() ? Html.escape(fresh, r) : fresh;
    long left = count < 0 ? Long.MAX_VALUE : count;
    if (old.length() == 0) {
      return interleave(self, inserted, left, r);
    }
    r.search(self.length(), old.length());
    TextBuilder replaced = new TextBuilder(r);
    int from = 0;
    int at = self.chars().indexOf(old.chars());
    for (; at >= 0 && left > 0; left--) {
      replaced.append(self, from, at).append(inserted);
      from = at + old.length();
      at = self.chars().indexOf(old.chars(), from);
    }
    return from == 0
        ? self
        : replaced.append(self, from, self.length()).build().asMarkup(self.markup());
  }

  private static Text interleave(Text self, Text inserted, long times, Rendering r) {
    TextBuilder replaced = new TextBuilder(r);
    int from = 0;
    long left = times;
    while (left > 0 && from <= self.length()) {
      replaced.append(inserted);
      left--;
      if (from == self.length()) {
        return replaced.build().asMarkup(self.markup());
      }
      int next = from + Character.charCount(self.chars().codePointAt(from));
      replaced.append(self, from, next);
      from = next;
    }
    return replaced.append(self, from, self.length()).build().asMarkup(self.markup());
  }
}
