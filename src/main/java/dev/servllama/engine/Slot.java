package dev.servllama.engine;

import java.util.Arrays;

/**
 * One of the model's slots, with the prompt that it read last: a prompt that begins alike is read
 * faster there. Guarded by the {@link Admission} it belongs to.
 */
final class Slot {
  private static final int[] NOTHING = {};

  private final int index;
  private int[] read = NOTHING;
  private boolean busy;
  private long lastUse;

  Slot(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  boolean busy() {
    return busy;
  }

  long lastUse() {
    return lastUse;
  }

  /** How many tokens at the start of a prompt this slot has read before. */
  int cached(int[] prompt) {
    if (prompt.length == 0) {
      return 0;
    }
    int mismatch = Arrays.mismatch(read, prompt);
    // The last token is always read again: its logits are what the first new token comes from.
    return mismatch < 0 ? prompt.length - 1 : Math.min(mismatch, prompt.length - 1);
  }

  /**
   * What it saves to read a prompt here: what need not be read, less what was read for others and
   * is overwritten. 0 where that is a loss; then the slot that was not used for longest is better.
   */
  int gain(int[] prompt) {
    int cached = cached(prompt);
    return Math.max(0, cached - (read.length - cached));
  }

  void take(int[] prompt, long use) {
    busy = true;
    read = prompt;
    lastUse = use;
  }

  void free() {
    busy = false;
  }

  void forget() {
    busy = false;
    read = NOTHING;
  }
}
