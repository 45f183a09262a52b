package dev.servllama.bench;

import dev.servllama.documents.index.ChunkIndex;
import dev.servllama.documents.index.ChunkSearch;
import dev.servllama.documents.index.Question;
import dev.servllama.documents.index.Ranking;
import dev.servllama.documents.index.Source;
import dev.servllama.documents.splitting.Chunk;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How long a search takes among many chunks, and what memory: {@code -Dbench.chunks} of them, of
 * words that are as rare as in a language (Zipf) and with vectors in groups, as those of texts are.
 * The embedding of the question is not in it. {@code -Dbench.rounds} searches of each kind, in
 * turns; what a search takes of a processor tells more on a machine that has other work.
 */
public final class SearchBench {
  private static final int DIMENSIONS = 384;
  private static final int WORDS = 150;
  private static final int VOCABULARY = 50_000;
  private static final int TOPICS = 2_000;
  private static final int OF_A_FILE = 50;
  private static final int WARM_UP = 200;
  private static final int LIMIT = 12;

  private final int chunks = Integer.getInteger("bench.chunks", 100_000);
  private final int rounds = Integer.getInteger("bench.rounds", 1_000);
  private final Random random = new Random(1);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final double[] processors = new double[Ranking.values().length];
  private final float[][] topics = new float[TOPICS][];

  private SearchBench() {
    Arrays.setAll(topics, i -> noise(1));
  }

  /** Takes everything from system properties. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("search-bench");
    try (ChunkIndex index = ChunkIndex.open(folder)) {
      SearchBench bench = new SearchBench();
      bench.fill(index);
      bench.memory(folder);
      bench.search(index, WARM_UP);
      bench.print(bench.search(index, bench.rounds));
      bench.memory(folder);
    } finally {
      delete(folder);
    }
  }

  private void fill(ChunkIndex index) throws IOException {
    long start = System.nanoTime();
    for (int from = 0; from < chunks; from += OF_A_FILE) {
      List<Chunk> some = new ArrayList<>();
      List<float[]> vectors = new ArrayList<>();
      for (int i = 0; i < OF_A_FILE; i++) {
        some.add(new Chunk(text(WORDS), i + 1, List.of(text(4), text(4))));
        vectors.add(vector());
      }
      index.replace(new Source("file-" + from, "", "", ""), some, vectors);
      if (from % 5_000 == 0) {
        index.commit();
      }
    }
    index.commit();
    index.refresh();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%d chunks written in %.1f s, %.0f/s%n", chunks, seconds, chunks / seconds);
  }

  private double[][] search(ChunkIndex index, int count) throws IOException {
    Arrays.fill(processors, 0);
    double[][] millis = new double[Ranking.values().length][count];
    for (int i = 0; i < count; i++) {
      Question question = new Question(text(8), Optional.of(vector()), 1);
      for (Ranking ranking : Ranking.values()) {
        long start = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        ChunkSearch.find(List.of(index), List.of(question), Optional.empty(), LIMIT, ranking);
        millis[ranking.ordinal()][i] = (System.nanoTime() - start) / 1e6;
        processors[ranking.ordinal()] +=
            (threads.getCurrentThreadCpuTime() - processor) / 1e6 / count;
      }
    }
    return millis;
  }

  private void print(double[][] millis) {
    for (Ranking ranking : Ranking.values()) {
      double[] sorted = millis[ranking.ordinal()].clone();
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%-8s median %6.2f ms, p99 %6.2f ms; of a processor %6.2f ms%n",
          ranking,
          sorted[sorted.length / 2],
          sorted[sorted.length * 99 / 100],
          processors[ranking.ordinal()]);
    }
  }

  private void memory(Path folder) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "heap %d MB, on disk %d MB%n",
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        size(folder) >> 20);
  }

  private String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      // The inverse of Zipf's distribution.
      int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
      text.append(i == 0 ? "" : " ").append("w").append(Integer.toString(rank * 7_919, 36));
    }
    return text.toString();
  }

  private float[] vector() {
    float[] vector = noise(0.7f);
    float[] topic = topics[random.nextInt(TOPICS)];
    double sum = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] += topic[i];
      sum += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(sum);
    }
    return vector;
  }

  private float[] noise(float deviation) {
    float[] noise = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      noise[i] = deviation * (float) random.nextGaussian();
    }
    return noise;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
