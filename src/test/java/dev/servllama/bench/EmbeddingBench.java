package dev.servllama.bench;

import dev.servllama.testing.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many texts of mixed length are embedded in a second: one at a time, and by clients at the
 * same time, by the model in full precision and by the quantised one. All take turns, round by
 * round. Then the same beside chat, see {@link FloodBench}. {@code -Dbench.rounds}, {@code
 * -Dbench.texts} in a round, {@code -Dbench.clients}, {@code -Dbench.threads} for one embedder.
 */
public final class EmbeddingBench {
  private static final String KEY = "sk-bench";
  private static final int[] TEXTS_OF_A_REQUEST = {1, 16};

  /**
   * One row of the table.
   *
   * @param each texts in a request
   */
  private record Variant(String model, EmbeddingClients server, int clients, int each) {}

  private final int rounds = Integer.getInteger("bench.rounds", 5);
  private final List<String> texts = MixedTexts.of(Integer.getInteger("bench.texts", 192), 7);

  private EmbeddingBench() {}

  /** Takes everything from system properties. */
  public static void main(String[] args) throws Exception {
    try (RunningServer full = server("all-minilm-l6-v2");
        RunningServer quantised = server("all-minilm-l6-v2-q")) {
      List<Variant> variants = new ArrayList<>();
      variants.addAll(variants("full precision", full));
      variants.addAll(variants("quantised", quantised));
      new EmbeddingBench().run(variants);
    }
    FloodBench.main(args);
  }

  /** Without a chat model: an engine elsewhere that is not there. */
  private static RunningServer server(String model) {
    String threads = System.getProperty("bench.threads", "");
    return RunningServer.standalone(
        Map.of(
            "API_KEYS", KEY,
            "ENGINE", "http://127.0.0.1:1/v1",
            "EMBEDDING_MODEL", model,
            "EMBEDDING_THREADS", threads));
  }

  private static List<Variant> variants(String model, RunningServer server) throws Exception {
    EmbeddingClients to = new EmbeddingClients(server, KEY);
    to.await();
    List<Variant> variants = new ArrayList<>();
    for (String clients : System.getProperty("bench.clients", "1,8,64").split(",")) {
      for (int each : TEXTS_OF_A_REQUEST) {
        variants.add(new Variant(model, to, Integer.parseInt(clients), each));
      }
    }
    return variants;
  }

  private void run(List<Variant> variants) throws Exception {
    System.out.printf("Embeddings: %d rounds of %d texts; medians%n", rounds, texts.size());
    double[][] rates = new double[variants.size()][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < variants.size(); i++) {
        Variant variant = variants.get(i);
        rates[i][Math.max(0, round)] =
            variant.server().rate(texts, variant.clients(), variant.each());
      }
    }
    System.out.printf(
        "%-16s %8s %16s %10s %16s%n", "", "clients", "texts a request", "texts/s", "to the first");
    for (int i = 0; i < variants.size(); i++) {
      Variant variant = variants.get(i);
      System.out.printf(
          Locale.ROOT,
          "%-16s %8d %16d %10.1f %16.2f%n",
          variant.model(),
          variant.clients(),
          variant.each(),
          Figures.median(rates[i]),
          Figures.ratio(rates[i], rates[0]));
    }
  }
}
