package dev.servllama.engine.jni.worker;

import dev.servllama.engine.jni.frame.CacheCells;

/**
 * How many tokens each slot may read at once, so that llama.cpp b4916 never runs out of room. It
 * keeps the tokens of all slots in one row of cells, and the cells of one batch must lie side by
 * side. What a slot forgets leaves holes between the tokens of the others. Where no gap is wide
 * enough, b4916 fails every generation under way, although enough cells are free: its decoder
 * answers -3 where its server waits for 1 to try again with a smaller batch.
 *
 * <p>Holes are closed from the row's end, by a bounded number of moves after each batch, once 2,048
 * cells are in use. So the row has those cells on top ({@link CacheCells}), and a slot counts its
 * holes as taken until enough batches have gone by to have closed them. What each slot then holds,
 * holes and all, stays within its own share of the row, and the row's end has room for whatever
 * comes next.
 *
 * <p>Thread-safe: every slot asks for itself.
 */
final class CacheRoom {
  /** Tokens that a slot may generate between the order to end and its end. */
  private static final int AFTERMATH = 8;

  /** The nodes of the graph that moves cells; b4916 has more only for models of 1,638 tensors. */
  private static final int GRAPH_NODES = 8192;

  private final int share;
  private final int moves;
  private final int[] held;
  private final int[] holes;

  /**
   * @param context tokens of one slot, at least 1
   * @param slots how many there are, at least 1
   * @param layers of the model, at least 1
   */
  CacheRoom(int context, int slots, int layers) {
    share = context + CacheCells.SPARE;
    moves = Math.max(1, (GRAPH_NODES - 2 * layers) / (6 * layers));
    held = new int[slots];
    holes = new int[slots];
  }

  /** A slot goes on from its first tokens, and forgets those after them. */
  synchronized void keep(int slot, int kept) {
    if (held[slot] > kept) {
      holes[slot] += held[slot] - kept;
    }
    held[slot] = kept;
  }

  /** How many tokens the slot's next batch may hold, at least 1. */
  synchronized int of(int slot) {
    return Math.max(1, share - held[slot] - holes[slot]);
  }

  /** A batch has been computed, after which the slot holds so many tokens. */
  synchronized void computed(int slot, int tokens) {
    held[slot] = tokens;
    holes[slot] = Math.max(0, holes[slot] - Math.max(1, moves / slotsWithHoles()));
  }

  /** A generation is over, with so many tokens in its slot, or soon some more. */
  synchronized void over(int slot, int tokens) {
    held[slot] = tokens + AFTERMATH;
  }

  private int slotsWithHoles() {
    int count = 0;
    for (int each : holes) {
      count += each > 0 ? 1 : 0;
    }
    return Math.max(1, count);
  }
}
