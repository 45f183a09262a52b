package dev.servllama.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * What a caller may still use in this minute.
 *
 * @param requests empty without such a limit
 * @param tokens empty without such a limit
 */
public record Allowance(Optional<Rest> requests, Optional<Rest> tokens) {

  /**
   * What is left of a limit.
   *
   * @param limit by the minute
   * @param remaining now
   * @param reset how long until there is all of it again, if nothing is used meanwhile
   */
  public record Rest(long limit, long remaining, Duration reset) {}
}
