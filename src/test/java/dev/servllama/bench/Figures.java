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

  /** The median of the ratios of rounds that followed each other. */
  static double ratio(double[] own, double[] reference) {
    double[] ratios = new double[own.length];
    Arrays.setAll(ratios, i -> own[i] / reference[i]);
    return median(ratios);
  }
}
