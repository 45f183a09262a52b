package dev.servllama.models.gguf;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Walks over the metadata once, notes where each value lies, and checks that all of it is there.
 */
final class MetadataReader {
  /** Real files have about forty; the bound keeps a damaged count from being believed. */
  private static final int MAX_ENTRIES = 16_384;

  private static final int MAX_KEY_BYTES = 1024;

  /** Strings one by one have to be walked over; numbers need no walk and no bound. */
  private static final int MAX_STRINGS = 1 << 22;

  private final GgufInput in;
  private final Map<String, Metadata.Entry> entries = new LinkedHashMap<>();

  private MetadataReader(GgufInput in) {
    this.in = in;
  }

  static Metadata read(GgufInput in, long count) {
    if (count > MAX_ENTRIES) {
      throw in.fault("metadata count", count + " is more than the " + MAX_ENTRIES + " allowed");
    }
    MetadataReader reader = new MetadataReader(in);
    for (long i = 0; i < count; i++) {
      reader.readEntry(i);
    }
    return new Metadata(in, reader.entries);
  }

  private void readEntry(long index) {
    long start = in.position();
    String key = in.string("metadata key " + index, MAX_KEY_BYTES);
    if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw in.faultAt(start, "metadata key " + index, "is not printable ASCII");
    }
    ValueType type = ValueType.read(in, key);
    Metadata.Entry entry = type == ValueType.ARRAY ? arrayEntry(key) : skipScalar(key, type);
    if (entries.put(key, entry) != null) {
      throw in.faultAt(start, key, "is there twice");
    }
  }

  private Metadata.Entry skipScalar(String key, ValueType type) {
    Metadata.Entry entry = new Metadata.Entry(key, in.position(), type, -1);
    if (type == ValueType.STRING) {
      in.skipString(key);
    } else {
      in.skip(type.bytes(), key);
    }
    return entry;
  }

  private Metadata.Entry arrayEntry(String key) {
    ValueType type = ValueType.read(in, key);
    long count = in.count(key + " length");
    Metadata.Entry entry = new Metadata.Entry(key, in.position(), type, count);
    switch (type) {
      case ARRAY -> throw in.fault(key, "is an array of arrays, which llama.cpp does not read");
      case STRING -> skipStrings(key, count);
      default -> skipNumbers(key, count, type.bytes());
    }
    return entry;
  }

  private void skipStrings(String key, long count) {
    if (count > (in.size() - in.position()) / Long.BYTES || count > MAX_STRINGS) {
      throw in.fault(
          key,
          "claims "
              + count
              + " strings; the file has room for "
              + Math.min(MAX_STRINGS, (in.size() - in.position()) / Long.BYTES));
    }
    for (long i = 0; i < count; i++) {
      in.skipString(key);
    }
  }

  private void skipNumbers(String key, long count, int bytes) {
    if (count > (in.size() - in.position()) / bytes) {
      throw in.fault(key, "claims " + count + " elements, more than the file has room for");
    }
    in.skip(count * bytes, key);
  }
}
