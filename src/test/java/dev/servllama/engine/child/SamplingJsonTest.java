package dev.servllama.engine.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Sampling;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingJsonTest {
  private static final long NONE = 0xFFFF_FFFFL;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, Integer.MAX_VALUE, 1L << 31, NONE - 1})
  void aSeedThatLlamaTakesStaysAsItIs(long seed) {
    assertEquals(seed, seedFor(OptionalLong.of(seed)));
  }

  @Test
  void everySeedFitsAndNoneMeansThatThereIsNone() {
    Random random = new Random(3);
    for (long seed : new long[] {-1, -2, NONE, ~NONE, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertFits(OptionalLong.of(seed));
    }
    for (int i = 0; i < 10_000; i++) {
      assertFits(OptionalLong.of(random.nextLong()));
      assertFits(OptionalLong.empty());
    }
  }

  private static void assertFits(OptionalLong seed) {
    long given = seedFor(seed);
    assertTrue(given >= 0 && given < NONE, () -> seed + " became " + given);
  }

  private static long seedFor(OptionalLong seed) {
    Sampling sampling = new Sampling(1, 1, 0, 0, 0, 0, 1, Map.of(), seed);
    return SamplingJson.of(new GenerationRequest(new int[] {1}, 1, sampling, Optional.empty()))
        .get("seed")
        .asLong();
  }
}
