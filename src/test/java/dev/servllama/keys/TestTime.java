package dev.servllama.keys;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock on the wall that can be set, and a time that runs evenly, each by itself. */
final class TestTime extends Clock implements TimeMeter {
  private Instant wall = Instant.parse("2026-11-24T12:00:00Z");
  private long nanos = 1_000_000_000L;

  /** Time goes by: both show it. */
  void pass(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  /** Somebody sets the clock on the wall. */
  void set(Instant now) {
    wall = now;
  }

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }

  @Override
  public Instant instant() {
    return wall;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
