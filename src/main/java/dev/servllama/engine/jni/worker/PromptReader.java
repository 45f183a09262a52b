package dev.servllama.engine.jni.worker;

import dev.servllama.engine.jni.frame.Command;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Reads a long prompt part by part, each part a request of its own that ends in no text: what it
 * leaves in the slot's cache is where the next one goes on. Reading it in one go would be a native
 * call of many seconds that nothing can end, that reports nothing, and that holds up the streams of
 * all other slots; a part takes about {@link #PART_NANOS}.
 */
final class PromptReader {
  private static final long PART_NANOS = 400_000_000L;
  private static final int FIRST_PART = 64;
  private static final int SMALLEST_PART = 32;
  private static final int LARGEST_PART = 2048;

  /** Whatever the machine's speed, a prompt that must be read alike is read in these. */
  private static final int REPEATABLE_PART = 128;

  private final int slot;
  private final NativeModel model;
  private final CacheRoom room;

  PromptReader(int slot, NativeModel model) {
    this.slot = slot;
    this.model = model;
    this.room = model.room();
  }

  /**
   * Reads parts until what is left fits in one.
   *
   * @return false if it was cancelled
   */
  boolean readAllButTheEnd(
      Command.Generate command, IntConsumer progress, BooleanSupplier cancelled) {
    int part = FIRST_PART;
    room.keep(slot, command.cached());
    if (command.repeatable()) {
      part = REPEATABLE_PART;
      forget(command.prompt());
    }
    int end = command.cached() + Math.min(part, room.of(slot));
    while (end < command.prompt().length) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      long start = System.nanoTime();
      read(command.prompt(), end);
      part = command.repeatable() ? part : next(part, System.nanoTime() - start);
      progress.accept(end);
      end += Math.min(part, room.of(slot));
    }
    return !cancelled.getAsBoolean();
  }

  /**
   * Makes the slot forget what it had read, by a prompt that begins with another token; again and
   * again until there is room to read the prompt in steps that depend on nothing but the prompt.
   */
  private void forget(int[] prompt) {
    int[] other = {prompt[0] == 0 ? 1 : 0};
    do {
      read(other, other.length);
    } while (room.of(slot) <= prompt.length);
    room.keep(slot, 0);
  }

  private void read(int[] prompt, int end) {
    model.receive(model.request(CompletionJson.readPrompt(slot, prompt, end)));
    room.computed(slot, end);
  }

  private static int next(int part, long nanos) {
    long wanted = part * PART_NANOS / Math.max(nanos, 1);
    long bounded = Math.min(wanted, 4L * part);
    return (int) Math.max(SMALLEST_PART, Math.min(LARGEST_PART, bounded));
  }
}
