package dev.servllama.bench;

import dev.servllama.bench.Target.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Some clients that all ask one target at the same time.
 *
 * @param samples one for each client
 * @param seconds from the first request to the last token
 * @param processorSeconds of the processors' time, what the process above the engine took; 0 where
 *     it cannot be asked
 */
record Round(List<Sample> samples, double seconds, double processorSeconds) {
  private static final AtomicLong QUESTIONS = new AtomicLong(System.nanoTime() % 100_000);

  static Round run(Target target, int clients, int tokens) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      double processorBefore = processorSeconds(target);
      long start = System.nanoTime();
      List<Future<Sample>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> target.stream(question(), tokens)));
      }
      List<Sample> samples = new ArrayList<>();
      for (Future<Sample> one : running) {
        samples.add(one.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Round(samples, seconds, processorSeconds(target) - processorBefore);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Tokens per second of all clients together. */
  double throughput() {
    return tokens() / seconds;
  }

  /** Of all clients together. */
  int tokens() {
    return samples.stream().mapToInt(Sample::tokens).sum();
  }

  private static double processorSeconds(Target target) {
    return target
        .aboveTheEngine()
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> time.toNanos() / 1e9)
        .orElse(0.0);
  }

  private static String question() {
    return "Number %d: tell me a story about a fox.".formatted(QUESTIONS.incrementAndGet());
  }
}
