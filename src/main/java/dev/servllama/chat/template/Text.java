package dev.servllama.chat.template;

import java.util.Arrays;

/**
 * A string that knows which of its characters came from the caller's data. Equality ignores that.
 *
 * <p>The ranges are pairs of bounds in UTF-16 units, ascending and disjoint; they may reach beyond
 * the end, so that one array serves for all texts that are untrusted as a whole.
 */
final class Text implements Value, Comparable<Text> {
  private static final int[] NONE = {};
  private static final int[] ALL = {0, Integer.MAX_VALUE};

  static final Text EMPTY = trusted("");

  private final String chars;
  private final int[] untrusted;
  private final boolean markup;

  private Text(String chars, int[] untrusted, boolean markup) {
    this.chars = chars;
    this.untrusted = untrusted;
    this.markup = markup;
  }

  /** A text written in the template. */
  static Text trusted(String chars) {
    return new Text(chars, NONE, false);
  }

  /** A text from the caller's data. */
  static Text untrusted(String chars) {
    return new Text(chars, ALL, false);
  }

  /** A text of several origins; the array is kept, not copied. */
  static Text mixed(String chars, int[] untrusted) {
    if (untrusted.length == 0) {
      return trusted(chars);
    }
    boolean whole = untrusted[0] == 0 && untrusted[1] >= chars.length();
    return new Text(chars, whole ? ALL : untrusted, false);
  }

  String chars() {
    return chars;
  }

  int length() {
    return chars.length();
  }

  /** Whether the text is marked as safe HTML, which makes {@code +} and {@code %} escape. */
  boolean markup() {
    return markup;
  }

  Text asMarkup(boolean flag) {
    return flag == markup ? this : new Text(chars, untrusted, flag);
  }

  /** Whether any character came from the caller's data. */
  boolean tainted() {
    return untrusted.length > 0 && !chars.isEmpty();
  }

  /** Whether any character between the two positions came from the caller's data. */
  boolean tainted(int from, int to) {
    for (int i = 0; i < untrusted.length && untrusted[i] < to; i += 2) {
      if (untrusted[i + 1] > from) {
        return from < to;
      }
    }
    return false;
  }

  boolean uniform() {
    return untrusted == NONE || untrusted == ALL;
  }

  /** Other characters of the same origin; if that is mixed, all of them are untrusted. */
  Text withChars(String other) {
    return new Text(other, untrusted == NONE ? NONE : ALL, markup);
  }

  int[] untrustedRanges() {
    return untrusted;
  }

  /** The part between two UTF-16 positions. */
  Text slice(int from, int to) {
    if (from == 0 && to == chars.length()) {
      return this;
    }
    String part = chars.substring(from, to);
    return uniform()
        ? new Text(part, untrusted, markup)
        : mixed(part, clip(from, to)).asMarkup(markup);
  }

  private int[] clip(int from, int to) {
    int[] clipped = new int[untrusted.length];
    int count = 0;
    for (int i = 0; i < untrusted.length; i += 2) {
      int start = Math.max(untrusted[i], from);
      int end = Math.min(untrusted[i + 1], to);
      if (start < end) {
        clipped[count++] = start - from;
        clipped[count++] = end - from;
      }
    }
    return Arrays.copyOf(clipped, count);
  }

  @Override
  public boolean truthy() {
    return !chars.isEmpty();
  }

  @Override
  public String typeName() {
    return markup ? "Markup" : "str";
  }

  @Override
  public Extent extent() {
    return chars.length() < 64 ? Extent.LEAF : new Extent(0, 1 + chars.length() / 64);
  }

  /** Orders by UTF-16 units, so that a dict stays fast when many hashes collide. */
  @Override
  public int compareTo(Text other) {
    return chars.compareTo(other.chars);
  }

  @Override
  public Value attribute(String name) {
    return TextMethods.attribute(this, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text text && chars.equals(text.chars);
  }

  @Override
  public int hashCode() {
    return chars.hashCode();
  }

  @Override
  public String toString() {
    return chars;
  }
}
