package dev.servllama.keys;

import dev.servllama.error.LimitExceededException;
import dev.servllama.error.LimitExceededException.Kind;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one caller uses and has used, held against the caller's limits. A request is taken in as
 * long as no limit is used up; what it takes in tokens is known at its end, and may go over a limit
 * once. Thread-safe.
 */
final class Account {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final String name;
  private final UsageStore usage;
  private final Clock clock;
  private final TimeMeter time;
  private Limits limits = Limits.NONE;
  private Optional<Rate> requests = Optional.empty();
  private Optional<Rate> tokens = Optional.empty();
  private int running;

  Account(String name, UsageStore usage, Clock clock, TimeMeter time) {
    this.name = name;
    this.usage = usage;
    this.clock = clock;
    this.time = time;
  }

  /**
   * Takes a request in.
   *
   * @throws LimitExceededException if a limit is used up; nothing is then counted
   */
  synchronized void enter(Limits now) {
    adapt(now);
    if (now.concurrentRequests().isPresent() && running >= now.concurrentRequests().getAsLong()) {
      throw over(Kind.REQUESTS, "requests at once", now.concurrentRequests().getAsLong(), SOON);
    }
    LocalDate today = usage.today();
    checkQuota("day", now.tokensPerDay(), today, today.plusDays(1));
    LocalDate month = today.withDayOfMonth(1);
    checkQuota("month", now.tokensPerMonth(), month, month.plusMonths(1));
    check(Kind.TOKENS, "tokens per minute", tokens, now.tokensPerMinute());
    check(Kind.REQUESTS, "requests per minute", requests, now.requestsPerMinute());
    requests.ifPresent(rate -> rate.take(1));
    running++;
  }

  synchronized void leave() {
    running--;
  }

  void charge(Usage used) {
    synchronized (this) {
      tokens.filter(rate -> used.tokens() > 0).ifPresent(rate -> rate.take(used.tokens()));
    }
    usage.add(name, used);
  }

  synchronized Allowance allowance(Limits now) {
    adapt(now);
    return new Allowance(requests.map(Rate::rest), tokens.map(Rate::rest));
  }

  private void adapt(Limits now) {
    if (!now.equals(limits)) {
      requests = Rate.of(now.requestsPerMinute(), requests, time);
      tokens = Rate.of(now.tokensPerMinute(), tokens, time);
      limits = now;
    }
  }

  private void check(Kind kind, String what, Optional<Rate> rate, OptionalLong limit) {
    Duration wait = rate.map(Rate::untilOne).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      throw over(kind, what, limit.orElseThrow(), wait);
    }
  }

  private void checkQuota(String period, OptionalLong limit, LocalDate first, LocalDate next) {
    if (limit.isPresent() && usage.tokensSince(first, name) >= limit.getAsLong()) {
      Instant end = next.atStartOfDay(ZoneOffset.UTC).toInstant();
      throw over(
          Kind.QUOTA,
          "tokens per " + period,
          limit.getAsLong(),
          Duration.between(clock.instant(), end));
    }
  }

  private LimitExceededException over(Kind kind, String what, long limit, Duration wait) {
    return new LimitExceededException(
        "'%s' has reached its limit of %d %s; please try again in %d s."
            .formatted(name, limit, what, Math.max(1, (wait.toMillis() + 999) / 1000)),
        kind,
        wait);
  }
}
