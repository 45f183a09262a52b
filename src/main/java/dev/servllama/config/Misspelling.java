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
        .filter(setting -> NearName.isNear(bare, setting) && !given.contains(setting))
        .limit(1)
        .map(setting -> "%s is no setting; did you mean %s?".formatted(name, setting));
  }
}
