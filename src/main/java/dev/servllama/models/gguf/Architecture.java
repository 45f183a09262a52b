package dev.servllama.models.gguf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the numbers that stand under the architecture's own prefix, {@code llama.*} and so on. */
final class Architecture {
  /** Far above any real model, and low enough that no product of the numbers here overflows. */
  private static final int MAX_WIDTH = 1 << 20;

  private static final int MAX_BLOCKS = 1 << 16;

  private final GgufInput in;
  private final Metadata metadata;
  private final String name;

  Architecture(GgufInput in, Metadata metadata) {
    this.in = in;
    this.metadata = metadata;
    this.name = metadata.requiredString("general.architecture");
  }

  String name() {
    return name;
  }

  int contextLength() {
    return metadata.requiredInt(name + ".context_length", 1, Integer.MAX_VALUE);
  }

  int embeddingLength() {
    return metadata.requiredInt(name + ".embedding_length", 1, MAX_WIDTH);
  }

  int blockCount() {
    return metadata.requiredInt(name + ".block_count", 1, MAX_BLOCKS);
  }

  /** Heads for each layer. */
  List<Integer> headCounts(int blocks) {
    return perLayer(name + ".attention.head_count", blocks)
        .orElseGet(() -> Collections.nCopies(blocks, 0));
  }

  /** Key and value heads for each layer: as many as heads where the file does not say. */
  List<Integer> headCountsKv(int blocks) {
    return perLayer(name + ".attention.head_count_kv", blocks).orElseGet(() -> headCounts(blocks));
  }

  int keyLength(int fallback) {
    return length(".attention.key_length", fallback);
  }

  int valueLength(int fallback) {
    return length(".attention.value_length", fallback);
  }

  private int length(String key, int fallback) {
    return metadata.integer(name + key, 0, MAX_WIDTH).map(Long::intValue).orElse(fallback);
  }

  private Optional<List<Integer>> perLayer(String key, int blocks) {
    Optional<Metadata.Entry> entry = metadata.entry(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (!entry.get().isArray()) {
      int value = metadata.requiredInt(key, 0, MAX_WIDTH);
      return Optional.of(Collections.nCopies(blocks, value));
    }
    return Optional.of(array(metadata.array(key, MAX_BLOCKS).orElseThrow(), blocks));
  }

  private List<Integer> array(Metadata.Entry entry, int blocks) {
    if (entry.count() != blocks) {
      throw in.faultAt(
          entry.position(),
          entry.key(),
          "has " + entry.count() + " elements for " + blocks + " layers");
    }
    List<Integer> values = new ArrayList<>(blocks);
    for (int i = 0; i < blocks; i++) {
      values.add((int) metadata.number(entry, 0, MAX_WIDTH));
    }
    return values;
  }
}
