package dev.servllama.engine.pool;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many models there may be in memory.
 *
 * @param maxLoaded how many at once, at least 1
 * @param maxWaiting jobs that may wait for models to be loaded
 * @param memoryBytes what they may take of memory together; one alone is always tried
 * @param keepAlive how long one stays that nobody asks; empty for as long as there is room
 */
public record PoolSettings(
    int maxLoaded, int maxWaiting, LongSupplier memoryBytes, Optional<Duration> keepAlive) {}
