package dev.servllama.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A request that waits, with the texts that are still to be computed, the shortest first. */
final class Waiting {
  /**
   * One of its texts.
   *
   * @param owner whose it is
   * @param index among the owner's
   * @param ids its tokens
   */
  record Text(Waiting owner, int index, long[] ids) {}

  private final CompletableFuture<Embeddings> result = new CompletableFuture<>();
  private final Deque<Text> left;
  private final float[][] vectors;
  private final int tokens;
  private int missing;

  Waiting(List<long[]> texts) {
    left =
        new ArrayDeque<>(
            IntStream.range(0, texts.size())
                .mapToObj(i -> new Text(this, i, texts.get(i)))
                .sorted(Comparator.comparingInt(text -> text.ids().length))
                .toList());
    vectors = new float[texts.size()][];
    tokens = texts.stream().mapToInt(ids -> ids.length).sum();
    missing = texts.size();
  }

  CompletableFuture<Embeddings> result() {
    return result;
  }

  int tokens() {
    return tokens;
  }

  boolean isAbandoned() {
    return result.isDone();
  }

  /** Takes texts of at most so many tokens together, but at least one. */
  List<Text> take(int most) {
    List<Text> taken = new ArrayList<>();
    int sum = 0;
    while (!left.isEmpty() && (taken.isEmpty() || sum + left.peek().ids().length <= most)) {
      sum += left.peek().ids().length;
      taken.add(left.poll());
    }
    return taken;
  }

  boolean isTaken() {
    return left.isEmpty();
  }

  int tokensLeft() {
    return left.stream().mapToInt(text -> text.ids().length).sum();
  }

  /** Only the one thread that computes calls this. */
  void done(Text text, float[] vector) {
    vectors[text.index()] = vector;
    missing--;
    if (missing == 0) {
      result.complete(new Embeddings(List.of(vectors), tokens));
    }
  }
}
