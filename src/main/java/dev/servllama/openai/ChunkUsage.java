package dev.servllama.openai;

import java.util.Collections;
import java.util.Map;

/**
 * The field {@code usage} of a chunk, which has three states: absent where the request did not ask
 * for it, null in all chunks but the last where it did, and a value in the last.
 */
public final class ChunkUsage {
  /** The request did not ask for usage. */
  public static final ChunkUsage ABSENT = new ChunkUsage(Map.of());

  /** The request asked for usage, and it comes later. */
  public static final ChunkUsage PENDING = new ChunkUsage(Collections.singletonMap("usage", null));

  private final Map<String, Usage> field;

  private ChunkUsage(Map<String, Usage> field) {
    this.field = field;
  }

  /** The last chunk's. */
  public static ChunkUsage of(Usage usage) {
    return new ChunkUsage(Map.of("usage", usage));
  }

  /** The state of a chunk before the last. */
  static ChunkUsage before(boolean includeUsage) {
    return includeUsage ? PENDING : ABSENT;
  }

  /** No entry, or the one entry {@code usage}. */
  Map<String, Usage> field() {
    return field;
  }
}
