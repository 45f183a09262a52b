package dev.servllama.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the examples of a file stand, in the file's order, and which of them others have replaced.
 * It takes some 150 bytes an example. Not thread-safe.
 */
final class ExampleIndex {
  private static final int NONE = -1;

  private long[] ids = new long[16];
  private long[] offsets = new long[16];
  private int[] lengths = new int[16];

  /** The example before with the same prompt, or {@link #NONE}. */
  private int[] previous = new int[16];

  private final BitSet live = new BitSet();
  private final Map<PromptKey, Integer> last = new HashMap<>();
  private int size;
  private long liveBytes;
  private long replacedBytes;

  /**
   * Takes in the next example of the file.
   *
   * @param length of its line, without the line feed
   * @param replaces whether it takes the place of those with the same prompt
   * @return whether there were any whose place it took
   */
  boolean add(PromptKey key, long id, long offset, int length, boolean replaces) {
    if (size == ids.length) {
      grow();
    }
    Integer before = last.put(key, size);
    ids[size] = id;
    offsets[size] = offset;
    lengths[size] = length;
    previous[size] = before == null || replaces ? NONE : before;
    boolean replaced = replaces && before != null;
    if (replaced) {
      for (int i = before; i != NONE; i = previous[i]) {
        live.clear(i);
        liveBytes -= lengths[i] + 1;
        replacedBytes += lengths[i] + 1;
      }
    }
    live.set(size);
    liveBytes += length + 1;
    size++;
    return replaced;
  }

  int examples() {
    return live.cardinality();
  }

  /** The bytes of the lines that nothing has replaced. */
  long liveBytes() {
    return liveBytes;
  }

  /** The bytes of the others. */
  long replacedBytes() {
    return replacedBytes;
  }

  boolean contains(PromptKey key) {
    return last.containsKey(key);
  }

  boolean isLive(int position) {
    return live.get(position);
  }

  /** The places of those with a prompt, the latest first. */
  Places withPrompt(PromptKey key) {
    Integer latest = last.get(key);
    return places(
        IntStream.iterate(latest == null ? NONE : latest, i -> i != NONE, i -> previous[i]));
  }

  /** How many have a prompt that is among these. */
  int countOf(Iterable<PromptKey> keys) {
    int count = 0;
    for (PromptKey key : keys) {
      for (int i = last.getOrDefault(key, NONE); i != NONE; i = previous[i]) {
        count++;
      }
    }
    return count;
  }

  /** All places. */
  Places all() {
    return places(live.stream());
  }

  /** Up to {@code limit} places from a position on. */
  Places from(int position, int limit) {
    return places(live.stream().filter(i -> i >= position).limit(limit));
  }

  /** The position behind the example with an id, or -1 if there never was one. */
  int behind(long id) {
    for (int i = size - 1; i >= 0; i--) {
      if (ids[i] == id) {
        return i + 1;
      }
    }
    return NONE;
  }

  private Places places(IntStream positions) {
    int[] at = positions.toArray();
    return new Places(
        Arrays.stream(at).mapToLong(i -> offsets[i]).toArray(),
        Arrays.stream(at).map(i -> lengths[i]).toArray());
  }

  private void grow() {
    int capacity = Math.multiplyExact(size, 2);
    ids = Arrays.copyOf(ids, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    previous = Arrays.copyOf(previous, capacity);
  }

  /**
   * Where some examples stand. The arrays are not to be changed.
   *
   * @param offsets of their lines
   * @param lengths of these, without the line feeds
   */
  record Places(long[] offsets, int[] lengths) {
    int size() {
      return offsets.length;
    }
  }
}
