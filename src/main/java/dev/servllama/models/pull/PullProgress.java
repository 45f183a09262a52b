package dev.servllama.models.pull;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a pull is.
 *
 * @param source where the bytes come from, for people
 * @param bytesDone what is here, including what an earlier attempt left
 * @param bytesTotal what there will be, at least 1
 * @param bytesPerSecond the rate of the last seconds; 0 before the first can be told
 */
public record PullProgress(String source, long bytesDone, long bytesTotal, long bytesPerSecond) {

  /** The time left at the present rate; empty while there is none. */
  public Optional<Duration> timeLeft() {
    return bytesPerSecond <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((bytesTotal - bytesDone) / bytesPerSecond));
  }
}
