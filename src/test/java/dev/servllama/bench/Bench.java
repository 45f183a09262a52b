package dev.servllama.bench;

import dev.servllama.bench.Target.Sample;
import dev.servllama.testing.PlainLlamaServer;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.TestedEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How fast answers come: from the server, from its engine alone, and from any other server with
 * OpenAI's API ({@code -Dbench.url}, {@code -Dbench.key}, {@code -Dbench.model}). They take turns,
 * round by round, so that a machine that gets slower does so for all; the ratios are those of
 * rounds that followed each other. Before the first round each is warmed up: a server runs for
 * days, and a JVM compiles for its first minutes. With {@code -Dllama.server} a llama-server is
 * compared with this server over it, and with this server and its own engine. Beside the ratios
 * stands what the processors did for this server's process, which holds everything above the
 * engine's own process: it says what the ratios can only show on a quiet machine. {@code
 * -Dbench.rounds}, {@code -Dbench.tokens}, {@code -Dbench.clients}, {@code -Dbench.warmup}
 * (tokens).
 */
public final class Bench {
  /** Tokens of context of a slot, as the server has by default. */
  private static final int CONTEXT = 8192;

  private static final String KEY = "sk-bench";
  private static final int SLOTS = 4;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** The default model's end token, banned so that all answers are equally long. */
  private static final int END = 2;

  private final int rounds = Integer.getInteger("bench.rounds", 7);
  private final int tokens = Integer.getInteger("bench.tokens", 64);
  private final int warmup = Integer.getInteger("bench.warmup", 10_000);

  private Bench() {}

  /** Takes everything from system properties. */
  public static void main(String[] args) throws Exception {
    if (TestedEngine.llamaServer().isPresent()) {
      compareEngines(TestedEngine.llamaServer().get());
      return;
    }
    try (RunningServer server =
        RunningServer.standalone(Map.of("API_KEYS", KEY, "PARALLEL", String.valueOf(SLOTS)))) {
      BenchModel.await(server);
      List<Target> targets = new ArrayList<>();
      targets.add(EngineTarget.start(BenchModel.file(), SLOTS, Map.of(END, -100.0)));
      targets.add(target("servllama", server));
      Optional.ofNullable(System.getProperty("bench.url"))
          .ifPresent(
              url ->
                  targets.add(
                      new HttpTarget(
                          url,
                          url,
                          Optional.ofNullable(System.getProperty("bench.key")),
                          Optional.ofNullable(System.getProperty("bench.model")),
                          Map.of(String.valueOf(END), -100))));
      new Bench().run(targets);
      targets.forEach(Target::close);
      System.out.println("A conversation of ten messages, rendered by chat templates:");
      TemplateBench.main(args);
    }
  }

  /** A llama-server alone, this server with that engine, and this server with its own. */
  private static void compareEngines(Path llamaServer) throws Exception {
    try (PlainLlamaServer alone =
            PlainLlamaServer.start(
                llamaServer, BenchModel.file(), CONTEXT * SLOTS, SLOTS, PROCESSORS);
        RunningServer over = standalone("llama-server", llamaServer);
        RunningServer inside = standalone("jni", llamaServer)) {
      List<Target> targets =
          List.of(
              target(
                  "llama-server alone", alone.address().resolve("v1").toString(), Optional.empty()),
              target("servllama over it", over),
              target("servllama, jni", inside));
      new Bench().run(targets);
    }
  }

  private static RunningServer standalone(String engine, Path llamaServer) throws Exception {
    RunningServer server =
        RunningServer.standalone(
            Map.of(
                "API_KEYS",
                KEY,
                "PARALLEL",
                String.valueOf(SLOTS),
                "ENGINE",
                engine,
                "LLAMA_SERVER",
                llamaServer.toString()));
    BenchModel.await(server);
    return server;
  }

  private static Target target(String name, String url, Optional<String> key) {
    return new HttpTarget(name, url, key, Optional.empty(), Map.of(String.valueOf(END), -100));
  }

  private static Target target(String name, RunningServer server) {
    String url = server.baseUrl().resolve("v1").toString();
    return new OwnServer(target(name, url, Optional.of(KEY)), server.process());
  }

  private void run(List<Target> targets) throws Exception {
    for (Target target : targets) {
      for (int made = 0; made < warmup; made += SLOTS * tokens) {
        Round.run(target, SLOTS, tokens);
      }
    }
    System.out.printf("%d rounds, %d tokens an answer, %d slots; medians%n", rounds, tokens, SLOTS);
    System.out.printf(
        "%-8s %-28s %12s %12s %14s %12s %16s %15s %18s%n",
        "clients",
        "",
        "first (ms)",
        "p95 (ms)",
        "tokens/s each",
        "in all",
        "to the first",
        "(95 %)",
        "CPU above (share)");
    for (String clients : System.getProperty("bench.clients", "1,4,16").split(",")) {
      compare(targets, Integer.parseInt(clients));
    }
  }

  private void compare(List<Target> targets, int clients) throws Exception {
    Map<Target, List<Round>> results = new LinkedHashMap<>();
    for (Target target : targets) {
      Round.run(target, clients, tokens);
      results.put(target, new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (Target target : targets) {
        results.get(target).add(Round.run(target, clients, tokens));
      }
    }
    List<Round> reference = results.get(targets.get(0));
    results.forEach((target, own) -> print(clients, target, own, reference));
  }

  private static void print(int clients, Target target, List<Round> own, List<Round> reference) {
    double[] rates = throughputs(own);
    double[] ratios = Figures.ratios(rates, throughputs(reference));
    Figures.Interval interval = Figures.ofMedian(ratios);
    double[] first = samples(own, sample -> sample.firstNanos() / 1e6);
    System.out.printf(
        Locale.ROOT,
        "%-8d %-28s %12.0f %12.0f %14.1f %12.1f %16.3f %6.3f to %.3f %18s%n",
        clients,
        target.name(),
        Figures.median(first),
        Figures.quantile(first, 0.95),
        Figures.median(samples(own, Sample::rate)),
        Figures.median(rates),
        Figures.median(ratios),
        interval.low(),
        interval.high(),
        target.aboveTheEngine().isPresent() ? processorTime(own) : "-");
  }

  /** For a token, and as a share of what all processors could have done. */
  private static String processorTime(List<Round> rounds) {
    double time = rounds.stream().mapToDouble(Round::processorSeconds).sum();
    return String.format(
        Locale.ROOT,
        "%.2f ms (%.1f %%)",
        1000 * time / rounds.stream().mapToInt(Round::tokens).sum(),
        100 * time / (PROCESSORS * rounds.stream().mapToDouble(Round::seconds).sum()));
  }

  private static double[] throughputs(List<Round> rounds) {
    return rounds.stream().mapToDouble(Round::throughput).toArray();
  }

  private static double[] samples(List<Round> rounds, ToDoubleFunction<Sample> figure) {
    return rounds.stream().flatMap(round -> round.samples().stream()).mapToDouble(figure).toArray();
  }
}
