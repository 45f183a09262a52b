package dev.servllama.openai;

import java.util.List;

/** Reads {@code stop}: one string or up to four. */
final class StopStrings {
  /** OpenAI's limit. */
  static final int MAX_STRINGS = 4;

  /** A stream holds back as much text as a stop string is long, so an endless one stops it. */
  static final int MAX_LENGTH = 1000;

  private StopStrings() {}

  static List<String> read(Fields request) {
    return request.get("stop").map(StopStrings::read).orElse(List.of());
  }

  private static List<String> read(Value stop) {
    if (stop.node().isTextual()) {
      return List.of(stop.asString(MAX_LENGTH));
    }
    if (!stop.node().isArray()) {
      throw stop.typeError("one of a string or array of strings");
    }
    // Clients that have no stop strings send an empty list, and it means just that.
    return stop.node().isEmpty()
        ? List.of()
        : stop.asList(MAX_STRINGS).stream().map(s -> s.asString(MAX_LENGTH)).toList();
  }
}
