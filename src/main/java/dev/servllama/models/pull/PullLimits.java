package dev.servllama.models.pull;

import java.time.Duration;

/**
 * How patient a pull is.
 *
 * @param connect for finding and reaching a host
 * @param stall without a byte, or with hardly any
 * @param attempts in a row that bring nothing new
 * @param backOff before the second of them; doubled each time
 * @param pip for the whole of pip's work
 */
record PullLimits(Duration connect, Duration stall, int attempts, Duration backOff, Duration pip) {
  static final PullLimits DEFAULT =
      new PullLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          4,
          Duration.ofSeconds(1),
          Duration.ofMinutes(30));
}
