package dev.servllama.keys;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** So much in a minute, evenly refilled, by a clock that nobody sets. Guarded by its account. */
final class Rate {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final long perMinute;
  private final Bucket bucket;

  private Rate(long perMinute, Bucket bucket) {
    this.perMinute = perMinute;
    this.bucket = bucket;
  }

  /** A rate in the place of an earlier one: what of that was used up stays used up. */
  static Optional<Rate> of(OptionalLong perMinute, Optional<Rate> before, TimeMeter time) {
    if (perMinute.isEmpty()) {
      return Optional.empty();
    }
    long most = perMinute.getAsLong();
    Bandwidth limit = Bandwidth.builder().capacity(most).refillGreedy(most, MINUTE).build();
    before.ifPresent(
        rate ->
            rate.bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(limit).build(),
                TokensInheritanceStrategy.PROPORTIONALLY));
    return Optional.of(
        new Rate(
            most,
            before
                .map(rate -> rate.bucket)
                .orElseGet(
                    () -> Bucket.builder().addLimit(limit).withCustomTimePrecision(time).build())));
  }

  /** How long until there is one to take; zero if there is now. */
  Duration untilOne() {
    return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  /** Takes so many, though there be fewer: what is missing must be refilled first. */
  void take(long count) {
    bucket.consumeIgnoringRateLimits(count);
  }

  Allowance.Rest rest() {
    long left = bucket.getAvailableTokens();
    double missing = Math.max(0, perMinute - left) / (double) perMinute;
    return new Allowance.Rest(
        perMinute,
        Math.max(0, left),
        Duration.ofMillis((long) Math.ceil(missing * MINUTE.toMillis())));
  }
}
