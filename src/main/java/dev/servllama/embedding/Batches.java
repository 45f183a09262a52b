package dev.servllama.embedding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Cuts texts into batches so that computing them takes the least time. The texts of a batch are
 * padded to its longest, so a batch of a long text and a short one computes much for nothing; and a
 * batch of one short text alone computes little for the pains that each run of the model takes.
 */
final class Batches {
  /** Tokens of a batch, padding included, unless a single text has more. */
  static final int MOST = 1024;

  /** What a run of the model takes besides, in tokens that could be computed meanwhile. */
  private static final int RUN = 16;

  private Batches() {}

  /**
   * Cuts.
   *
   * @param texts the shortest first
   * @return in the same order
   */
  static List<List<Waiting.Text>> of(List<Waiting.Text> texts) {
    int[] starts = starts(texts);
    Deque<List<Waiting.Text>> batches = new ArrayDeque<>();
    for (int end = texts.size(); end > 0; end = starts[end]) {
      batches.addFirst(texts.subList(starts[end], end));
    }
    return List.copyOf(batches);
  }

  /** Where the batch that ends before each place begins in the best of all divisions up to it. */
  private static int[] starts(List<Waiting.Text> texts) {
    int[] starts = new int[texts.size() + 1];
    long[] cost = new long[texts.size() + 1];
    for (int end = 1; end <= texts.size(); end++) {
      int length = texts.get(end - 1).ids().length;
      cost[end] = Long.MAX_VALUE;
      for (int start = end - 1; start >= 0 && fits(end - start, length); start--) {
        long whole = cost[start] + RUN + (long) (end - start) * length;
        if (whole < cost[end]) {
          cost[end] = whole;
          starts[end] = start;
        }
      }
    }
    return starts;
  }

  private static boolean fits(int texts, int length) {
    return texts == 1 || texts * length <= MOST;
  }
}
