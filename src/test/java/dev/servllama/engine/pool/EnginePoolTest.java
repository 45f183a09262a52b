package dev.servllama.engine.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.Sampling;
import dev.servllama.error.ConflictException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cases of llama-server's router, and those that it leaves out. */
@Timeout(60)
class EnginePoolTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(150);

  private final ManualModel a = new ManualModel(1);
  private final ManualModel b = new ManualModel(1);
  private final ManualModel c = new ManualModel(1);
  private EnginePool pool;

  @AfterEach
  void close() {
    pool.close();
  }

  private void pool(int maxLoaded, long memory, Optional<Duration> keepAlive) {
    pool = EnginePool.open(new PoolSettings(maxLoaded, 4, () -> memory, keepAlive));
  }

  private PooledEngine add(ManualModel model) {
    return pool.add(model == a ? "a" : model == b ? "b" : "c", model);
  }

  /** Loads a model by a request, which is over then. */
  private void use(PooledEngine engine, ManualModel model) throws InterruptedException {
    try (Reservation place = engine.reserve(1)) {
      if (!engine.status().ready()) {
        model.load();
      }
      assertTrue(place.await(LONG));
    }
  }

  private static Reservation loaded(PooledEngine engine, ManualModel model)
      throws InterruptedException {
    Reservation place = engine.reserve(1);
    model.load();
    assertTrue(place.await(LONG));
    return place;
  }

  private static Job job() {
    Sampling sampling = new Sampling(0, 1, 40, 0, 0, 0, 1, Map.of(), OptionalLong.empty());
    return new Job(
        new GenerationRequest(new int[] {1}, 1, sampling, Optional.empty()),
        (GenerationEvent event) -> {});
  }

  @Test
  void loadsAModelOnceForAllWhoWait() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    try (Reservation first = engine.reserve(1);
        Reservation second = engine.reserve(2)) {
      assertFalse(first.await(SHORT));
      a.load();
      assertTrue(first.await(LONG) && second.await(LONG));
    }
    assertEquals(1, a.loads());
  }

  @Test
  void unloadsTheOneThatWasUsedLongestAgo() throws Exception {
    pool(2, 10, Optional.empty());
    PooledEngine first = add(a);
    PooledEngine second = add(b);
    PooledEngine third = add(c);
    use(first, a);
    use(second, b);
    use(first, a);
    use(third, c);
    assertEquals(Phase.READY, first.status().phase());
    assertEquals(Phase.UNLOADED, second.status().phase());
    assertEquals(Phase.READY, third.status().phase());
  }

  @Test
  void leavesABusyModelUntilItHasAnswered() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine first = add(a);
    PooledEngine second = add(b);
    loaded(first, a).start(List.of(job()));
    try (Reservation waiting = second.reserve(1)) {
      assertFalse(waiting.await(SHORT));
      assertEquals(Phase.READY, first.status().phase());
      a.answer();
      b.load();
      assertTrue(waiting.await(LONG));
    }
  }

  @Test
  void servesWhoCameFirstEvenIfAnotherModelIsThere() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine first = add(a);
    PooledEngine second = add(b);
    Reservation running = loaded(first, a);
    running.start(List.of(job()));
    Reservation earlier = second.reserve(1);
    try (Reservation later = first.reserve(1)) {
      assertFalse(later.await(SHORT));
      a.answer();
      b.load();
      assertTrue(earlier.await(LONG));
      earlier.close();
      a.load();
      assertTrue(later.await(LONG));
    }
    assertEquals(2, a.loads());
  }

  @Test
  void closesAModelThatIsRemovedWhileItIsLoaded() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine removed = add(a);
    try (Reservation waiting = removed.reserve(1)) {
      a.awaitBegin();
      removed.close();
      assertThrows(UnavailableException.class, () -> waiting.await(LONG));
    }
    assertThrows(UnavailableException.class, () -> removed.reserve(1));
    assertThrows(UnavailableException.class, removed::load);
    a.loaded();
    a.awaitEnd();
    use(add(b), b);
  }

  @Test
  void unloadsNothingForAModelThatIsNeverLoaded() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    use(engine, a);
    b.refuse("It is too large.");
    PooledEngine refused = add(b);

    assertEquals(Phase.FAILED, refused.status().phase());
    assertEquals("It is too large.", refused.status().detail());
    assertThrows(UnavailableException.class, () -> refused.reserve(1));
    assertThrows(UnavailableException.class, refused::load);
    assertEquals(Phase.READY, engine.status().phase());
    assertEquals(1, a.loads());
  }

  @Test
  void refusesWhoIsInLineForAModelThatIsRemoved() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine busy = add(a);
    loaded(busy, a).start(List.of(job()));
    PooledEngine removed = add(b);
    try (Reservation waiting = removed.reserve(1)) {
      assertFalse(waiting.await(SHORT));
      removed.close();
      assertThrows(UnavailableException.class, () -> waiting.await(LONG));
    }
    a.answer();
    use(busy, a);
    assertEquals(0, b.loads());
  }

  @Test
  void goesOnWithAModelThatNobodyWantsToReplaceAnyMore() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine first = add(a);
    PooledEngine second = add(b);
    loaded(first, a).start(List.of(job()));
    Reservation leaving = second.reserve(1);
    try (Reservation later = first.reserve(1)) {
      assertFalse(later.await(SHORT));
      leaving.close();
      assertTrue(later.await(LONG));
    }
    assertEquals(1, a.loads());
    assertEquals(0, b.loads());
    assertThrows(CancellationException.class, () -> leaving.await(LONG));
  }

  @Test
  void triesAModelThatFailedAgainOnlyAfterAWhile() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    try (Reservation place = engine.reserve(1)) {
      a.fail();
      UnavailableException failure =
          assertThrows(UnavailableException.class, () -> place.await(LONG));
      assertEquals("It is broken.", failure.getMessage());
    }
    UnavailableException early = assertThrows(UnavailableException.class, () -> engine.reserve(1));
    Duration pause = early.retryAfter().orElseThrow();
    assertTrue(pause.compareTo(Duration.ofSeconds(1)) <= 0, pause::toString);
    a.awaitEnd();
    Reservation again = reserveWhenTriable(engine);
    a.fail();
    assertThrows(UnavailableException.class, () -> again.await(LONG));
    UnavailableException second = assertThrows(UnavailableException.class, () -> engine.reserve(1));
    assertTrue(second.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(1)) > 0);
  }

  private static Reservation reserveWhenTriable(PooledEngine engine) throws InterruptedException {
    while (true) {
      try {
        return engine.reserve(1);
      } catch (UnavailableException e) {
        Thread.sleep(e.retryAfter().orElseThrow().toMillis() + 1);
      }
    }
  }

  @Test
  void refusesWhoeverFindsNoRoomToWait() {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    engine.reserve(3);
    assertThrows(OverloadedException.class, () -> engine.reserve(2));
    engine.reserve(1);
    assertEquals(4, engine.status().waiting());
  }

  @Test
  void unloadsAModelForOneThatDoesNotFitBesideIt() throws Exception {
    pool(3, 10, Optional.empty());
    ManualModel large = new ManualModel(9);
    PooledEngine first = add(a);
    PooledEngine second = add(b);
    PooledEngine third = pool.add("large", large);
    use(first, a);
    use(second, b);
    use(third, large);
    assertEquals(Phase.UNLOADED, first.status().phase());
    assertEquals(Phase.READY, second.status().phase());
  }

  @Test
  void unloadsAModelThatNobodyAsks() throws Exception {
    pool(2, 10, Optional.of(SHORT));
    PooledEngine first = add(a);
    PooledEngine kept = add(b);
    kept.keep();
    use(kept, b);
    use(first, a);
    a.awaitEnd();
    assertEquals(Phase.READY, kept.status().phase());
  }

  @Test
  void unloadsAndLoadsWhenTold() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    engine.load();
    a.load();
    try (Reservation place = engine.reserve(1)) {
      assertTrue(place.await(LONG));
      assertThrows(ConflictException.class, engine::unload);
    }
    engine.unload();
    assertEquals(Phase.UNLOADED, engine.status().phase());
    engine.unload();
  }

  @Test
  void unloadsAModelInTheMomentInWhichItSaysThatItIsLoaded() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    for (int i = 0; i < 10; i++) {
      engine.load();
      a.load();
      while (!engine.status().ready()) {
        Thread.onSpinWait();
      }
      engine.unload();
      assertEquals(Phase.UNLOADED, engine.status().phase());
    }
  }

  @Test
  void refusesEverybodyWhenItIsClosed() throws Exception {
    pool(1, 10, Optional.empty());
    PooledEngine engine = add(a);
    Reservation waiting = engine.reserve(1);
    a.awaitBegin();
    pool.close();
    assertThrows(UnavailableException.class, () -> waiting.await(LONG));
    assertThrows(UnavailableException.class, () -> engine.reserve(1));
    assertEquals(Phase.CLOSED, a.status().phase());
  }
}
