package dev.servllama.models.gguf;

import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a file: where each value lies. Values are read only when they are asked for, so a
 * file full of giant strings costs no memory.
 */
final class Metadata {
  /** Chat templates are the longest: the largest in use has some 30 KB. */
  private static final int MAX_STRING_BYTES = 1 << 20;

  private final GgufInput in;
  private final Map<String, Entry> entries;

  Metadata(GgufInput in, Map<String, Entry> entries) {
    this.in = in;
    this.entries = entries;
  }

  /**
   * Where a value lies.
   *
   * @param position of the value, or of an array's first element
   * @param type of the value, or of an array's elements
   * @param count of an array's elements, or -1 when it is no array
   */
  record Entry(String key, long position, ValueType type, long count) {
    boolean isArray() {
      return count >= 0;
    }
  }

  /** The keys in the order of the file. */
  Iterable<String> keys() {
    return entries.keySet();
  }

  Optional<String> string(String key) {
    return scalar(key, ValueType.STRING).map(entry -> in.string(key, MAX_STRING_BYTES));
  }

  String requiredString(String key) {
    return string(key).orElseThrow(() -> in.faultAt(0, key, "is missing"));
  }

  Optional<Boolean> bool(String key) {
    return scalar(key, ValueType.BOOL)
        .map(
            entry -> {
              int value = in.uint8(key);
              if (value > 1) {
                throw in.faultAt(entry.position, key, "is " + value + ", which is no truth value");
              }
              return value == 1;
            });
  }

  /** A whole number of any width within bounds. */
  Optional<Long> integer(String key, long min, long max) {
    return entry(key)
        .map(
            entry -> {
              if (entry.isArray()) {
                throw in.faultAt(entry.position, key, "is an array where a number belongs");
              }
              return number(entry, min, max);
            });
  }

  int requiredInt(String key, int min, int max) {
    return integer(key, min, max)
        .map(Long::intValue)
        .orElseThrow(() -> in.faultAt(0, key, "is missing"));
  }

  /** The array under a key, with the input at its first element. */
  Optional<Entry> array(String key, int maxCount) {
    return entry(key)
        .map(
            entry -> {
              if (!entry.isArray()) {
                throw in.faultAt(entry.position, key, "is a single value where an array belongs");
              }
              if (entry.count > maxCount) {
                throw in.faultAt(
                    entry.position,
                    key,
                    "has " + entry.count + " elements where at most " + maxCount + " can be");
              }
              return entry;
            });
  }

  Optional<Entry> entry(String key) {
    Optional<Entry> entry = Optional.ofNullable(entries.get(key));
    entry.ifPresent(found -> in.seek(found.position));
    return entry;
  }

  private Optional<Entry> scalar(String key, ValueType type) {
    return entry(key)
        .map(
            entry -> {
              if (entry.isArray() || entry.type != type) {
                throw in.faultAt(entry.position, key, "has the wrong type; it must be " + type);
              }
              return entry;
            });
  }

  /** The number at the input's position, which is one of the entry's. */
  long number(Entry entry, long min, long max) {
    long start = in.position();
    long value =
        switch (entry.type) {
          case UINT8 -> in.uint8(entry.key);
          case UINT16 -> in.signed(2, entry.key) & 0xffff;
          case UINT32 -> in.uint32(entry.key);
          case INT8, INT16, INT32, INT64 -> in.signed(entry.type.bytes(), entry.key);
          case UINT64 -> in.count(entry.key);
          default -> throw in.faultAt(start, entry.key, "is not a whole number");
        };
    if (value < min || value > max) {
      throw in.faultAt(
          start, entry.key, "is " + value + "; " + min + " to " + max + " is possible");
    }
    return value;
  }
}
