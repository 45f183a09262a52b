package dev.servllama.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The vectors that are nearest to one: all are compared, so the answer is exact, and none is kept
 * in memory but the best. Not thread-safe.
 */
final class NearestVectors {
  /** A prompt and how near it is. */
  record Near(double score, PromptKey key) {}

  private final float[] query;
  private final int limit;
  private final PriorityQueue<Near> best =
      new PriorityQueue<>(Comparator.comparingDouble(Near::score));

  /**
   * @param query of length 1
   */
  NearestVectors(float[] query, int limit) {
    this.query = query;
    this.limit = limit;
  }

  /**
   * @param wanted asked only of vectors that are near enough
   */
  void search(VectorScan scan, Predicate<PromptKey> wanted) throws IOException {
    for (VectorRecord record = scan.next(); record != null; record = scan.next()) {
      double score = cosine(record.vector());
      boolean better = best.size() < limit || score > best.element().score();
      if (better && record.whole() && wanted.test(record.key())) {
        best.add(new Near(score, record.key()));
        if (best.size() > limit) {
          best.remove();
        }
      }
    }
  }

  /** The best first. */
  List<Near> found() {
    List<Near> found = new ArrayList<>(best);
    found.sort(Comparator.comparingDouble(Near::score).reversed());
    return found;
  }

  /** Both have the length 1, but for rounding. */
  private double cosine(float[] vector) {
    float sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += query[i] * vector[i];
    }
    return Math.max(-1, Math.min(1, sum));
  }

  /** A vector of the same direction and the length 1. */
  static float[] unit(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    double length = Math.sqrt(square);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = length == 0 ? 0 : (float) (vector[i] / length);
    }
    return unit;
  }
}
