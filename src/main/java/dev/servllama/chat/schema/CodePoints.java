package dev.servllama.chat.schema;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * An immutable set of Unicode scalar values (no surrogates), kept as sorted, disjoint, half-open
 * intervals: {@code bounds[0]} to {@code bounds[1]}, {@code bounds[2]} to {@code bounds[3]}, …
 */
record CodePoints(int[] bounds) {
  private static final int END = Character.MAX_CODE_POINT + 1;
  private static final int SURROGATES = Character.MIN_SURROGATE;
  private static final int AFTER_SURROGATES = Character.MAX_SURROGATE + 1;

  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ANY = range(0, Character.MAX_CODE_POINT);
  static final CodePoints DIGITS = range('0', '9');

  /** All values from first to last, both included. */
  static CodePoints range(int first, int last) {
    if (first > last) {
      return NONE;
    }
    int end = last + 1;
    if (first < SURROGATES && end > AFTER_SURROGATES) {
      return new CodePoints(new int[] {first, SURROGATES, AFTER_SURROGATES, end});
    }
    int from = first >= SURROGATES && first < AFTER_SURROGATES ? AFTER_SURROGATES : first;
    int to = end > SURROGATES && end <= AFTER_SURROGATES ? SURROGATES : end;
    return from < to ? new CodePoints(new int[] {from, to}) : NONE;
  }

  static CodePoints of(int... members) {
    CodePoints set = NONE;
    for (int member : members) {
      set = set.union(range(member, member));
    }
    return set;
  }

  CodePoints union(CodePoints other) {
    return combine(other, 1);
  }

  CodePoints intersection(CodePoints other) {
    return combine(other, 2);
  }

  CodePoints complement() {
    int[] flipped = new int[bounds.length + 2];
    System.arraycopy(bounds, 0, flipped, 1, bounds.length);
    flipped[flipped.length - 1] = END;
    return ANY.intersection(new CodePoints(dropEmpty(flipped)));
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  boolean contains(int codePoint) {
    int at = Arrays.binarySearch(bounds, codePoint);
    int insertion = at >= 0 ? at + 1 : -at - 1;
    return insertion % 2 == 1;
  }

  /** Sweeps over both sets' bounds and keeps what at least {@code needed} of them contain. */
  private CodePoints combine(CodePoints other, int needed) {
    TreeMap<Integer, Integer> changes = new TreeMap<>();
    for (int[] side : new int[][] {bounds, other.bounds}) {
      for (int i = 0; i < side.length; i++) {
        changes.merge(side[i], i % 2 == 0 ? 1 : -1, Integer::sum);
      }
    }
    int[] result = new int[changes.size()];
    int length = 0;
    int depth = 0;
    for (var change : changes.entrySet()) {
      boolean before = depth >= needed;
      depth += change.getValue();
      if (before != depth >= needed) {
        result[length++] = change.getKey();
      }
    }
    return new CodePoints(Arrays.copyOf(result, length));
  }

  private static int[] dropEmpty(int[] intervals) {
    int[] kept = new int[intervals.length];
    int length = 0;
    for (int i = 0; i < intervals.length; i += 2) {
      if (intervals[i] < intervals[i + 1]) {
        kept[length++] = intervals[i];
        kept[length++] = intervals[i + 1];
      }
    }
    return Arrays.copyOf(kept, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodePoints that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}
