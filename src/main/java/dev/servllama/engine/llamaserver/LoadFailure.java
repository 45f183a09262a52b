package dev.servllama.engine.llamaserver;

import java.util.List;
import java.util.regex.Pattern;

/** What a llama-server said last before it gave up, as far as it says why. */
final class LoadFailure {
  private static final Pattern TELLING = Pattern.compile("(?i).*(error|failed|unknown|invalid).*");

  /** Time stamp, level and place in the source begin a line. */
  private static final Pattern PREFIX = Pattern.compile("^[0-9.]+ [A-Z] +(\\S+ +\\S+: )?");

  private LoadFailure() {}

  static String in(String tail) {
    List<String> telling =
        tail.lines().filter(line -> TELLING.matcher(line).matches()).limit(1).toList();
    return telling.isEmpty()
        ? "it ended without a reason."
        : PREFIX.matcher(telling.get(0)).replaceFirst("");
  }
}
