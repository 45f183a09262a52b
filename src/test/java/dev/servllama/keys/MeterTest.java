package dev.servllama.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.LimitExceededException;
import dev.servllama.error.LimitExceededException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
  @TempDir private Path folder;
  private final TestTime time = new TestTime();
  private UsageStore usage;
  private Meter meter;

  @BeforeEach
  void open() {
    usage = UsageStore.open(folder, time);
    meter = new Meter(usage, time, time);
  }

  @AfterEach
  void close() {
    usage.close();
  }

  @Test
  void takesAsManyRequestsInAMinuteAsTheLimitSaysAndRefillsEvenly() {
    Caller caller = with(limits("requests_per_minute: 6"));
    for (int i = 0; i < 6; i++) {
      meter.enter(caller).close();
    }
    LimitExceededException refused = refused(caller);
    assertEquals(Kind.REQUESTS, refused.kind());
    assertEquals(Duration.ofSeconds(10), refused.retryAfter());
    assertEquals(
        "'alice' has reached its limit of 6 requests per minute; please try again in 10 s.",
        refused.getMessage());

    time.pass(Duration.ofSeconds(10));
    meter.enter(caller).close();
    refused(caller);
  }

  @Test
  void aRefusedRequestCountsNothing() {
    Caller caller = with(limits("{requests_per_minute: 2, concurrent_requests: 1}"));
    Visit visit = meter.enter(caller);
    refused(caller);
    visit.close();

    meter.enter(caller).close();
  }

  @Test
  void whoHasUsedMoreTokensThanThereWereWaitsUntilTheyAreThereAgain() {
    Caller caller = with(limits("tokens_per_minute: 60"));
    meter.enter(caller).finish(new Usage(1, 100, 20, 0));

    LimitExceededException refused = refused(caller);
    assertEquals(Kind.TOKENS, refused.kind());
    assertEquals(Duration.ofSeconds(61), refused.retryAfter());
    assertEquals(0, meter.allowance(caller).tokens().orElseThrow().remaining());

    time.pass(Duration.ofSeconds(61));
    meter.enter(caller).close();
  }

  @Test
  void aVisitIsChargedAndReleasedOnceHoweverOftenItEnds() throws InterruptedException {
    Caller caller = with(limits("{tokens_per_minute: 100, concurrent_requests: 2}"));
    Visit visit = meter.enter(caller);
    CountDownLatch start = new CountDownLatch(1);
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  return;
                }
                visit.finish(new Usage(1, 5, 5, 1));
                visit.close();
              });
      threads[i].start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(90, meter.allowance(caller).tokens().orElseThrow().remaining());
    assertEquals(new Usage(1, 5, 5, 1), usage.history(1, name -> true).get(0).usage());
    meter.enter(caller);
    meter.enter(caller);
    refused(caller);
  }

  @Test
  void tokensOfADayAndAMonthComeBackWithTheNextOne() {
    Caller caller = with(limits("{tokens_per_day: 10, tokens_per_month: 15}"));
    meter.enter(caller).finish(new Usage(1, 9, 1, 0));
    LimitExceededException refused = refused(caller);
    assertEquals(Kind.QUOTA, refused.kind());
    assertEquals(Duration.ofHours(12), refused.retryAfter());

    time.set(Instant.parse("2026-11-25T00:00:00Z"));
    meter.enter(caller).finish(new Usage(1, 4, 1, 0));
    assertEquals(Duration.ofDays(6), refused(caller).retryAfter(), "the month is used up");

    time.set(Instant.parse("2026-12-01T00:00:00Z"));
    meter.enter(caller).close();
  }

  /** Fault 36. */
  @Test
  void aClockThatIsSetGivesNoTokensBackAndTakesNone() {
    Caller caller = with(limits("{requests_per_minute: 1, tokens_per_day: 10}"));
    meter.enter(caller).finish(new Usage(1, 10, 0, 0));
    Instant today = time.instant();

    time.set(today.plus(Duration.ofDays(1)));
    assertEquals(Kind.REQUESTS, refused(caller).kind(), "a minute by no clock that is set");
    time.set(today.minus(Duration.ofDays(1)));
    assertEquals(Kind.QUOTA, refused(caller).kind(), "what was used later was used as well");
    time.set(today);
    time.pass(Duration.ofMinutes(1));
    assertEquals(Kind.QUOTA, refused(caller).kind(), "the day's tokens stay used");
  }

  @Test
  void whatIsUsedStaysUsedWhenALimitChanges() {
    Caller caller = with(limits("requests_per_minute: 10"));
    for (int i = 0; i < 5; i++) {
      meter.enter(caller).close();
    }
    Caller changed = with(limits("requests_per_minute: 100"));

    assertEquals(50, meter.allowance(changed).requests().orElseThrow().remaining());
    assertEquals(Optional.empty(), meter.allowance(with(Limits.NONE)).requests());
  }

  @Test
  void whoseKeyIsGoneIsToldWhileTheyVisit() {
    AtomicInteger told = new AtomicInteger();
    Visit visit = meter.enter(with(Limits.NONE));
    Visit other = meter.enter(Caller.unlimited("bob", "bob", Role.USE));
    visit.whenRevoked(told::incrementAndGet);
    other.whenRevoked(() -> told.addAndGet(100));

    meter.revoke(caller -> caller.name().equals("alice"));
    meter.revoke(caller -> caller.name().equals("alice"));

    assertEquals(1, told.get());
    assertTrue(visit.revoked() && !other.revoked());
  }

  @Test
  void whoVisitsNoMoreIsToldNothing() {
    AtomicInteger told = new AtomicInteger();
    Visit visit = meter.enter(with(Limits.NONE));
    visit.whenRevoked(told::incrementAndGet);
    visit.close();

    meter.revoke(caller -> true);

    assertEquals(0, told.get());
  }

  @Test
  void aHugeLimitIsAsGoodAsAnyOther() {
    Caller caller = with(limits("tokens_per_minute: 10000000000"));
    meter.enter(caller).finish(new Usage(1, 1_000_000, 0, 0));
    time.pass(Duration.ofDays(30));

    assertEquals(
        OptionalLong.of(10_000_000_000L),
        OptionalLong.of(meter.allowance(caller).tokens().orElseThrow().remaining()));
  }

  private LimitExceededException refused(Caller caller) {
    return assertThrows(LimitExceededException.class, () -> meter.enter(caller));
  }

  private static Limits limits(String yaml) {
    String login = yaml.startsWith("{") ? yaml : "{" + yaml + "}";
    return KeyFileReader.read("users: {x: " + login + "}", false).users().get("x").limits();
  }

  private static Caller with(Limits limits) {
    return new Login(Optional.empty(), Role.USE, limits, Optional.empty(), 0, Optional.empty())
        .callerOfKey("alice");
  }
}
