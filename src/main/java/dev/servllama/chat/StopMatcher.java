package dev.servllama.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for stop strings in text that comes in pieces. Text that may be the start of one is held
 * back until it is clear that it is not. Not thread-safe.
 */
final class StopMatcher {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean stopped;

  StopMatcher(List<String> stops) {
    this.stops = stops;
  }

  /** Takes in a piece; returns what can be shown now. After {@link #stopped} there is no more. */
  String feed(String piece) {
    if (stops.isEmpty()) {
      return piece;
    }
    held.append(piece);
    Optional<String> stop = firstStop();
    if (stop.isPresent()) {
      stopped = true;
      held.setLength(held.indexOf(stop.get()));
      return flush();
    }
    int safe = held.length() - longestStartOfAStop();
    String shown = held.substring(0, safe);
    held.delete(0, safe);
    return shown;
  }

  /** Whether a stop string has come. */
  boolean stopped() {
    return stopped;
  }

  /** What was held back: the text is over. */
  String flush() {
    String rest = held.toString();
    held.setLength(0);
    return rest;
  }

  /** The one that is whole first, as if the text came letter by letter; of two, the longer. */
  private Optional<String> firstStop() {
    return stops.stream()
        .filter(stop -> held.indexOf(stop) >= 0)
        .min(
            Comparator.<String>comparingInt(stop -> held.indexOf(stop) + stop.length())
                .thenComparing(Comparator.comparingInt(String::length).reversed()));
  }

  private int longestStartOfAStop() {
    return stops.stream().mapToInt(this::overlap).max().orElse(0);
  }

  /** How many characters at the end of the text are the start of a stop string. */
  private int overlap(String stop) {
    int longest = Math.min(stop.length() - 1, held.length());
    for (int length = longest; length > 0; length--) {
      if (stop.startsWith(held.substring(held.length() - length))) {
        return length;
      }
    }
    return 0;
  }
}
