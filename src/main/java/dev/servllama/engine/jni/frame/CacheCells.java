package dev.servllama.engine.jni.frame;

/**
 * The row of cells in which llama.cpp b4916 keeps the tokens of all slots, and why it is longer
 * than their contexts together: it wants the cells of one batch side by side, and what a slot
 * forgets leaves holes between the tokens of the others. {@code CacheRoom} of the worker lives on
 * these numbers.
 */
public final class CacheCells {
  /** Cells of a slot beyond its context, to begin a prompt in before its holes are closed. */
  public static final int SPARE = 64;

  /** Below so many cells in use, b4916 closes no holes. */
  private static final int LOOSE = 2048;

  /** So many holes stay open: it takes its padding of 32 cells for used, and rounds up by 32. */
  private static final int LEFT_OPEN = 64;

  private CacheCells() {}

  /**
   * The length of the row.
   *
   * @param context tokens of one slot, at least 1
   * @param slots how many there are, at least 1
   * @return in tokens
   */
  public static long of(int context, int slots) {
    return ((long) context + SPARE) * slots + LEFT_OPEN + LOOSE;
  }
}
