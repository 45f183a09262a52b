package dev.servllama.bench;

import dev.servllama.training.Datasets;
import dev.servllama.training.Example;
import dev.servllama.training.IngestOrder;
import dev.servllama.training.NoEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast single examples are stored, each forced to disk before it is answered, by one client and
 * by several in turns. {@code -Dbench.rounds}, {@code -Dbench.clients}, {@code -Dbench.seconds};
 * the folder is the first argument, for it is its disk that is measured.
 */
public final class IngestBench {
  private static final long SECONDS = Integer.getInteger("bench.seconds", 3);

  private final Datasets datasets;
  private final AtomicLong count = new AtomicLong();

  private IngestBench(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * @param args the folder in which to make another; the working folder if none is given
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "ingest");
    int rounds = Integer.getInteger("bench.rounds", 5);
    String[] clients = System.getProperty("bench.clients", "1,16").split(",");
    try (Datasets datasets = new Datasets(folder, new NoEmbedder(), Clock.systemUTC())) {
      IngestBench bench = new IngestBench(datasets);
      double[][] rates = new double[clients.length][rounds];
      for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < clients.length; i++) {
          double rate = bench.rate(Integer.parseInt(clients[i]));
          rates[i][Math.max(0, round)] = rate;
        }
      }
      for (int i = 0; i < clients.length; i++) {
        print(Integer.parseInt(clients[i]), rates[i], rates[0]);
      }
    } finally {
      delete(folder);
    }
  }

  private static void print(int clients, double[] own, double[] first) {
    System.out.printf(
        Locale.ROOT,
        "%3d clients: %7.0f examples/s, %5.2f ms each, %5.2f times the first%n",
        clients,
        Figures.median(own),
        clients * 1000 / Figures.median(own),
        Figures.ratio(own, first));
  }

  private double rate(int clients) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      List<Callable<Long>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(() -> ingestUntil(start + SECONDS * 1_000_000_000L));
      }
      long sum = 0;
      for (Future<Long> each : threads.invokeAll(all)) {
        sum += each.get();
      }
      return sum * 1e9 / (System.nanoTime() - start);
    } finally {
      threads.shutdownNow();
    }
  }

  private long ingestUntil(long end) {
    long stored = 0;
    while (System.nanoTime() < end) {
      Example example =
          new Example("prompt " + count.incrementAndGet(), "r".repeat(500), Optional.empty());
      datasets.ingest(
          Datasets.SHARED,
          new IngestOrder(
              "bench", false, false, List.of(new IngestOrder.Candidate(0, example)), List.of()));
      stored++;
    }
    return stored;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
