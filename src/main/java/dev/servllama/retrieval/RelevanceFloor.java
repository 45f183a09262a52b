package dev.servllama.retrieval;

import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.Embedder.Overflow;
import java.util.List;

/**
 * How near in meaning texts must be to have to do with each other. Models differ much in that, so
 * it is measured: texts that have nothing in common are embedded, and what is far beyond their
 * similarity counts. Thread-safe.
 */
final class RelevanceFloor {
  private static final double DEVIATIONS = 2.5;

  private static final List<String> UNRELATED =
      List.of(
          "How do I reset my password?",
          "The volcano erupted twice in the spring of 1902.",
          "Fold the egg whites gently into the chocolate.",
          "Invoices are paid within thirty days.",
          "The cello concerto has three movements.",
          "Which bus goes to the airport at night?",
          "Photosynthesis turns light into sugar.",
          "She scored the winning goal in extra time.",
          "Tighten the four bolts crosswise to 80 Nm.",
          "The court dismissed the appeal.",
          "Bats find their prey by echo.",
          "Where can I buy winter tyres?",
          "The poem was written in exile.",
          "Hello, how are you today?",
          "An empty list has no first element.",
          "The painting was restored after the flood.");

  private final Embedder embedder;
  private volatile double measured = Double.NaN;

  RelevanceFloor(Embedder embedder) {
    this.embedder = embedder;
  }

  /** The least cosine; waits for the model to compute it the first time. */
  double similarity() {
    if (Double.isNaN(measured)) {
      measured = measure();
    }
    return measured;
  }

  private double measure() {
    List<float[]> vectors = embedder.embed(UNRELATED, Overflow.TRUNCATE).vectors();
    int pairs = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < i; j++) {
        double cosine = cosine(vectors.get(i), vectors.get(j));
        sum += cosine;
        squares += cosine * cosine;
        pairs++;
      }
    }
    double mean = sum / pairs;
    return mean + DEVIATIONS * Math.sqrt(Math.max(0, squares / pairs - mean * mean));
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double lengths = 0;
    double lengthOfB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      lengths += a[i] * a[i];
      lengthOfB += b[i] * b[i];
    }
    return dot / Math.max(1e-12, Math.sqrt(lengths * lengthOfB));
  }
}
