package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.servllama.engine.Engine;
import dev.servllama.engine.Generation;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.Sampling;
import dev.servllama.testing.RealEngine;
import dev.servllama.testing.RealModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Generations that are cancelled in the moment in which they start. */
@Tag("engine")
class CancellationIT {
  private static final int ATTEMPTS = 100;

  /** A lost cancellation takes its slot for far longer: for as many tokens as fit. */
  private static final int LONG = 8000;

  private static final long PATIENCE_SECONDS = 15;

  /** End tokens, banned: the model would stop by itself. */
  private static final Map<Integer, Double> NO_END = Map.of(0, -100.0, 2, -100.0);

  private static Engine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = RealEngine.start(RealModel.file(), 1);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void leaveTheSlotFree() throws InterruptedException {
    int[] prompt = engine.tokenize(List.of("Once"));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      generate(prompt, LONG, true);
      generate(prompt, 1, false);
    }
  }

  private static void generate(int[] prompt, int tokens, boolean cancel)
      throws InterruptedException {
    Sampling sampling = new Sampling(0, 1, 40, 0.05, 0, 0, 1, NO_END, OptionalLong.empty());
    BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
    Job job =
        new Job(new GenerationRequest(prompt, tokens, sampling, Optional.empty()), events::add);
    try (Reservation place = engine.reserve(1)) {
      Generation generation = place.start(List.of(job)).get(0);
      if (cancel) {
        generation.cancel();
      }
    }
    GenerationEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (event != null && !(event instanceof GenerationEvent.Ended)) {
      event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertNotNull(event, "The slot is held by a generation that was cancelled");
  }
}
