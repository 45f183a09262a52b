package dev.servllama.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds names that are nearly those of settings. Starting without the setting that was meant could
 * mean starting without keys, so such a name is a problem; where the right name is given too, the
 * other one is somebody else's.
 */
final class Misspelling {
  private static final String PREFIX = "SERVLLAMA_";

  /** Nearer than this share of a name's length is near. */
  private static final int LETTERS_PER_SLIP = 5;

  private static final Set<String> NAMES =
      Arrays.stream(Setting.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private Misspelling() {}

  static List<String> in(List<Map<String, String>> layers) {
    Set<String> given =
        layers.stream()
            .flatMap(layer -> layer.entrySet().stream())
            .filter(entry -> !entry.getValue().isBlank())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return given.stream().sorted().flatMap(name -> problem(name, given)).toList();
  }

  private static Stream<String> problem(String name, Set<String> given) {
    if (NAMES.contains(name)) {
      return Stream.empty();
    }
    String plain = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    String bare = plain.startsWith(PREFIX) ? plain.substring(PREFIX.length()) : plain;
    return Arrays.stream(Setting.values())
        .map(Enum::name)
        .filter(setting -> isNear(bare, setting) && !given.contains(setting))
        .limit(1)
        .map(setting -> "%s is no setting; did you mean %s?".formatted(name, setting));
  }

  private static boolean isNear(String name, String setting) {
    int slips = Math.min(2, setting.length() / LETTERS_PER_SLIP);
    return Math.abs(name.length() - setting.length()) <= slips && distance(name, setting) <= slips;
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
