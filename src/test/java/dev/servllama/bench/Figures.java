package dev.servllama.bench;

import java.util.Arrays;

/** What is said of the figures of several rounds. */
final class Figures {
  private Figures() {}

  static double median(double[] figures) {
    return quantile(figures, 0.5);
  }

  /**
   * @param share from 0 to 1
   */
  static double quantile(double[] figures, double share) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  /** The ratios of rounds that followed each other. */
  static double[] ratios(double[] own, double[] reference) {
    double[] ratios = new double[own.length];
    Arrays.setAll(ratios, i -> own[i] / reference[i]);
    return ratios;
  }

  /** The median of the ratios of rounds that followed each other. */
  static double ratio(double[] own, double[] reference) {
    return median(ratios(own, reference));
  }

  /** Between what the median lies. */
  record Interval(double low, double high) {}

  /**
   * Where the median of all rounds that there could be lies, with 95 % confidence. It holds for
   * figures of any distribution: each is above the median or below it by the toss of a coin. Fewer
   * than six figures are too few for that, and all of them are between.
   */
  static Interval ofMedian(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int outside = 0;
    double chance = Math.pow(0.5, sorted.length);
    for (double sum = chance; 2 * sum <= 0.05; sum += chance) {
      outside++;
      chance *= (sorted.length - outside + 1.0) / outside;
    }
    int low = Math.max(0, outside - 1);
    return new Interval(sorted[low], sorted[sorted.length - 1 - low]);
  }
}
