package dev.servllama.chat.schema;

import java.util.List;
import java.util.stream.StreamSupport;

/** A regular expression's syntax tree. */
sealed interface Regex {
  /** Repeats without an upper bound. */
  int UNBOUNDED = -1;

  Regex EMPTY = new Sequence(List.of());
  Regex ANYTHING = new Repeat(new One(CodePoints.ANY), 0, UNBOUNDED);

  /** One character of a set. */
  record One(CodePoints set) implements Regex {}

  /** All parts, one after the other. */
  record Sequence(List<Regex> parts) implements Regex {}

  /** Any one of the branches. */
  record Choice(List<Regex> branches) implements Regex {}

  /** The body from min to max times; max may be {@link #UNBOUNDED}. */
  record Repeat(Regex body, int min, int max) implements Regex {}

  /** The start ({@code ^}) or the end ({@code $}) of the whole text. */
  record Anchor(boolean start) implements Regex {}

  static Regex text(String text) {
    return new Sequence(
        text.codePoints().mapToObj(c -> (Regex) new One(CodePoints.range(c, c))).toList());
  }

  static Regex sequence(Regex... parts) {
    return new Sequence(List.of(parts));
  }

  static Regex choice(Regex... branches) {
    return new Choice(List.of(branches));
  }

  static Regex repeat(Regex body, int min, int max) {
    return new Repeat(body, min, max);
  }

  static Regex digit(int first, int last) {
    return new One(CodePoints.range('0' + first, '0' + last));
  }

  static Regex choiceOfTexts(Iterable<String> texts) {
    return new Choice(StreamSupport.stream(texts.spliterator(), false).map(Regex::text).toList());
  }

  /** The text that is at most {@code max} characters long, and at least {@code min}. */
  static Regex anyOfLength(int min, int max) {
    return new Repeat(new One(CodePoints.ANY), min, max);
  }

  /** This expression as one that matches the whole text instead of any part of it. */
  default Regex wholeText() {
    if (this instanceof Choice choice) {
      return new Choice(choice.branches().stream().map(Regex::wholeText).toList());
    }
    List<Regex> parts = this instanceof Sequence sequence ? sequence.parts() : List.of(this);
    if (parts.size() == 1 && (parts.get(0) instanceof Choice || parts.get(0) instanceof Sequence)) {
      return parts.get(0).wholeText();
    }
    int from = 0;
    while (from < parts.size() && parts.get(from).equals(new Anchor(true))) {
      from++;
    }
    int to = parts.size();
    while (to > from && parts.get(to - 1).equals(new Anchor(false))) {
      to--;
    }
    return sequence(
        from > 0 ? EMPTY : ANYTHING,
        new Sequence(parts.subList(from, to)),
        to < parts.size() ? EMPTY : ANYTHING);
  }

  /** Whether an anchor stands anywhere inside. */
  default boolean hasAnchor() {
    if (this instanceof Sequence sequence) {
      return sequence.parts().stream().anyMatch(Regex::hasAnchor);
    }
    if (this instanceof Choice choice) {
      return choice.branches().stream().anyMatch(Regex::hasAnchor);
    }
    if (this instanceof Repeat repeat) {
      return repeat.body().hasAnchor();
    }
    return this instanceof Anchor;
  }
}
