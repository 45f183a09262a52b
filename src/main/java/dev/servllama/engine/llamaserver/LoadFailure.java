package dev.servllama.engine.llamaserver;

import java.util.List;
import java.util.regex.Pattern;

/** What a llama-server said before it gave up, as far as it says why. */
final class LoadFailure {
  private static final Pattern TELLING = Pattern.compile("(?i).*(error|failed|unknown|invalid).*");

  /** Time stamp, level and place in the source begin a line. */
  private static final Pattern PREFIX = Pattern.compile("^[0-9.]+ [A-Z] +(\\S+ +\\S+: )?");

  private LoadFailure() {}

  /** The first line that tells of a failure: those after it are consequences. Else the last. */
  static String in(String tail) {
    List<String> lines = tail.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "it ended without a word.";
    }
    String told =
        lines.stream()
            .filter(line -> TELLING.matcher(line).matches())
            .findFirst()
            .orElse(lines.get(lines.size() - 1));
    return PREFIX.matcher(told).replaceFirst("").strip();
  }
}
