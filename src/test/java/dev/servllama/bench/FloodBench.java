package dev.servllama.bench;

import dev.servllama.testing.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a flood of embeddings takes from chat, for several {@code EMBEDDING_THREADS}: tokens per
 * second of one chat with and without the flood, and texts per second with and without the chat.
 * All servers run at once and take turns, round by round. {@code -Dbench.rounds}, {@code
 * -Dbench.tokens}, {@code -Dbench.threads} such as {@code 1,2}.
 */
public final class FloodBench {
  private static final String KEY = "sk-bench";
  private static final int CLIENTS = 8;
  private static final int TEXTS_OF_A_REQUEST = 16;

  /** The default model's end token, banned so that all answers are equally long. */
  private static final int END = 2;

  private final int rounds = Integer.getInteger("bench.rounds", 5);
  private final int tokens = Integer.getInteger("bench.tokens", 64);
  private final List<String> texts = MixedTexts.of(256, 11);

  private FloodBench() {}

  /** One setting, and what was measured with it: one figure a round. */
  private final class Row implements AutoCloseable {
    private final String threads;
    private final RunningServer server;
    private final HttpTarget chat;
    private final EmbeddingClients embeddings;
    private final double[] chatAlone = new double[rounds];
    private final double[] chatBeside = new double[rounds];
    private final double[] textsAlone = new double[rounds];
    private final double[] textsBeside = new double[rounds];

    private Row(String threads) throws Exception {
      this.threads = threads;
      server =
          RunningServer.standalone(
              Map.of("API_KEYS", KEY, "EMBEDDING_THREADS", threads, "PARALLEL", "1"));
      chat =
          new HttpTarget(
              "servllama",
              server.url("v1").toString(),
              Optional.of(KEY),
              Optional.empty(),
              Map.of(String.valueOf(END), -100));
      embeddings = new EmbeddingClients(server, KEY);
      embeddings.await();
      BenchModel.await(server);
    }

    private void measure(int round) throws Exception {
      chatAlone[round] = Round.run(chat, 1, tokens).throughput();
      textsAlone[round] = embeddings.rate(texts, CLIENTS, TEXTS_OF_A_REQUEST);
      ExecutorService flooding = Executors.newSingleThreadExecutor();
      AtomicBoolean wanted = new AtomicBoolean(true);
      long start = System.nanoTime();
      try {
        Future<Integer> made =
            flooding.submit(
                () -> embeddings.flood(texts, CLIENTS, TEXTS_OF_A_REQUEST, wanted::get));
        chatBeside[round] = Round.run(chat, 1, tokens).throughput();
        wanted.set(false);
        textsBeside[round] = made.get() * 1e9 / (System.nanoTime() - start);
      } finally {
        flooding.shutdown();
      }
    }

    /** For who waits for the table. */
    private void tell(int round) {
      System.err.printf(
          Locale.ROOT,
          "  round %d, %s threads: %.1f tokens/s, %.1f beside; %.1f texts/s, %.1f beside%n",
          round,
          threads,
          chatAlone[round],
          chatBeside[round],
          textsAlone[round],
          textsBeside[round]);
    }

    private void print() {
      System.out.printf(
          Locale.ROOT,
          "%-18s %12.1f %12.1f %8.2f %12.1f %12.1f %8.2f%n",
          threads,
          Figures.median(chatAlone),
          Figures.median(chatBeside),
          Figures.ratio(chatBeside, chatAlone),
          Figures.median(textsAlone),
          Figures.median(textsBeside),
          Figures.ratio(textsBeside, textsAlone));
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Takes everything from system properties. */
  public static void main(String[] args) throws Exception {
    new FloodBench().run();
  }

  private void run() throws Exception {
    List<Row> rows = new ArrayList<>();
    try {
      for (String threads : System.getProperty("bench.threads", upToAll()).split(",")) {
        rows.add(new Row(threads));
      }
      for (int round = -1; round < rounds; round++) {
        for (Row row : rows) {
          row.measure(Math.max(0, round));
          row.tell(Math.max(0, round));
        }
      }
      System.out.printf("Chat beside a flood of embeddings: %d rounds; medians%n", rounds);
      System.out.printf(
          "%-18s %12s %12s %8s %12s %12s %8s%n",
          "EMBEDDING_THREADS", "tokens/s", "beside", "ratio", "texts/s", "beside", "ratio");
      rows.forEach(Row::print);
    } finally {
      rows.forEach(Row::close);
    }
  }

  /** 1, 2, 4 and so on, up to the number of processors. */
  private static String upToAll() {
    int processors = Runtime.getRuntime().availableProcessors();
    List<String> all = new ArrayList<>();
    for (int threads = 1; threads < processors; threads *= 2) {
      all.add(String.valueOf(threads));
    }
    all.add(String.valueOf(processors));
    return String.join(",", all);
  }
}
