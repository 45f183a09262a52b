package dev.servllama.boot;

import dev.servllama.engine.jni.JniEngine;
import dev.servllama.models.gguf.GgufModel;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a model fits into memory. llama.cpp takes all of it at the start, and a process that
 * takes more than there is gets killed without a word; so it is worked out before.
 */
final class MemoryNeed {
  private static final int DEFAULT_CONTEXT = 8192;
  private static final int SMALLEST_CONTEXT = 512;

  /** Of all slots together; llama.cpp counts them in 32 bits. */
  private static final long MOST_TOKENS = 1L << 30;

  /** For what is computed with, and the process itself. */
  private static final long OVERHEAD = 512L << 20;

  /** The machine has other things to do. */
  private static final double SHARE = 0.8;

  private final GgufModel model;
  private final int slots;
  private final long memory;

  /**
   * @param slots each has a context of its own
   * @param memory in bytes
   */
  MemoryNeed(GgufModel model, int slots, long memory) {
    this.model = model;
    this.slots = slots;
    this.memory = memory;
  }

  /**
   * The context of one slot, never more than the model was trained for: the one asked for; or up to
   * 8192, and halved until it fits.
   */
  int context(OptionalInt asked) {
    int context = Math.min(asked.orElse(DEFAULT_CONTEXT), model.contextLength());
    while (asked.isEmpty() && context > SMALLEST_CONTEXT && need(context) > memory * SHARE) {
      context /= 2;
    }
    return context;
  }

  /** Why the model cannot be loaded with such a context, with both numbers; empty if it can. */
  Optional<String> refusal(int context) {
    if ((long) context * slots > MOST_TOKENS) {
      return Optional.of(
          ("%s: a context of %d tokens (CONTEXT_LENGTH) in each of %d slots (PARALLEL) is more than"
                  + " llama.cpp takes, which is %d in all.")
              .formatted(model.file(), context, slots, MOST_TOKENS));
    }
    return need(context) <= memory
        ? Optional.empty()
        : Optional.of(
            ("%s: with a context of %d tokens (CONTEXT_LENGTH) in each of %d slots (PARALLEL) it needs"
                    + " about %s, but there are %s of memory.")
                .formatted(
                    model.file(), context, slots, gibibytes(need(context)), gibibytes(memory)));
  }

  /** What the model takes with such a context, in bytes. */
  long need(int context) {
    return model.sizeBytes()
        + model.kvBytesPerToken() * JniEngine.cacheTokens(context, slots)
        + OVERHEAD;
  }

  private static String gibibytes(long bytes) {
    return "%.1f GiB".formatted(bytes / (double) (1L << 30));
  }
}
