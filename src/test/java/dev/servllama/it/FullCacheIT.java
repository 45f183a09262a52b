package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.servllama.engine.Engine;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.Sampling;
import dev.servllama.testing.RealEngine;
import dev.servllama.testing.RealModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts and answers that fill the contexts of all slots, over and over, each another one. */
@Tag("engine")
class FullCacheIT {
  private static final long PATIENCE_SECONDS = 120;

  /** Ids of ordinary tokens of the model. */
  private static final int FIRST_WORD = 300;

  private static final int WORDS = 20_000;

  /** End tokens, banned: the model would stop by itself. */
  private static final Map<Integer, Double> NO_END = Map.of(0, -100.0, 2, -100.0);

  @ParameterizedTest
  @CsvSource({"2, 64, 40, 62", "4, 1024, 4, 32"})
  void neverFailNorMixUpTheirTokens(int slots, int context, int rounds, int longestAnswer)
      throws Exception {
    try (Engine engine = RealEngine.start(RealModel.file(), slots, context)) {
      int[] story = engine.tokenize(List.of("Once upon a time there was a little"));
      String told = generate(engine, story, 24, OptionalLong.of(1));
      ExecutorService clients = Executors.newFixedThreadPool(slots);
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < slots; client++) {
        Random random = new Random(client);
        running.add(
            clients.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    int prompt = 1 + random.nextInt(context - 1);
                    int answer = 1 + random.nextInt(Math.min(longestAnswer, context - prompt));
                    OptionalLong seed =
                        random.nextInt(4) == 0 ? OptionalLong.of(7) : OptionalLong.empty();
                    generate(engine, words(random, prompt), answer, seed);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      clients.shutdown();
      assertEquals(told, generate(engine, story, 24, OptionalLong.of(1)));
    }
  }

  private static int[] words(Random random, int length) {
    return random.ints(length, FIRST_WORD, FIRST_WORD + WORDS).toArray();
  }

  private static String generate(Engine engine, int[] prompt, int tokens, OptionalLong seed)
      throws InterruptedException {
    Sampling sampling = new Sampling(0, 1, 40, 0.05, 0, 0, 1, NO_END, seed);
    BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
    Job job =
        new Job(new GenerationRequest(prompt, tokens, sampling, Optional.empty()), events::add);
    try (Reservation place = engine.reserve(1)) {
      place.start(List.of(job));
      return text(events, "%d tokens for %d".formatted(tokens, prompt.length));
    }
  }

  private static String text(BlockingQueue<GenerationEvent> events, String what)
      throws InterruptedException {
    StringBuilder text = new StringBuilder();
    while (true) {
      GenerationEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(event, what + ": nothing came");
      assertFalse(event instanceof GenerationEvent.Failed, what + ": " + event);
      if (event instanceof GenerationEvent.Ended) {
        return text.toString();
      } else if (event instanceof GenerationEvent.Piece piece) {
        text.append(piece.text());
      }
    }
  }
}
