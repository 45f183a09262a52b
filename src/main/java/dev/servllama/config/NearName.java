package dev.servllama.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Names that are nearly the same, so that one is likely to be a slip for the other. */
public final class NearName {
  /** Nearer than this share of a name's length is near. */
  private static final int LETTERS_PER_SLIP = 5;

  private NearName() {}

  /** The known name that a given one is most likely meant to be, if any is near. */
  public static Optional<String> among(Collection<String> known, String given) {
    return known.stream()
        .filter(name -> isNear(given, name))
        .min(Comparator.comparingInt(name -> distance(given, name)));
  }

  static boolean isNear(String name, String known) {
    int slips = Math.min(2, known.length() / LETTERS_PER_SLIP);
    return Math.abs(name.length() - known.length()) <= slips && distance(name, known) <= slips;
  }

  /** How many letters must be put in, left out or changed (Levenshtein, 1965). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
