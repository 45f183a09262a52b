package dev.servllama.documents;

import dev.servllama.bench.DebianDocs;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.index.Ranking;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How often the right page is among the first five, for words, for meaning and for both, and how
 * fast documents are indexed. The documents are fetched into {@code -Dbench.corpus} ({@code
 * target/bench-corpus}). {@code -Dbench.embedder} and {@code -Dbench.threads} are the server's
 * {@code EMBEDDING_MODEL} and {@code EMBEDDING_THREADS}.
 */
public final class RetrievalBench {
  private static final int FIRST = 5;

  private RetrievalBench() {}

  /** Takes everything from system properties. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("bench.corpus", "target/bench-corpus"));
    DebianDocs corpus = DebianDocs.in(folder.toAbsolutePath());
    Path work = Files.createTempDirectory("retrieval-bench");
    String model = System.getProperty("bench.embedder", "all-minilm-l6-v2");
    int threads = Integer.getInteger("bench.threads", 1);
    try (RealEmbedder embedder = RealEmbedder.load(model, threads);
        DocumentsFixture docs = DocumentsFixture.open(work, embedder)) {
      System.out.println("Two manuals as PDF");
      measure(docs, corpus.manuals(), KnownAnswers.read("questions-manuals.tsv", folder));
      System.out.println("The installation guide as HTML");
      measure(docs, corpus.installation(), KnownAnswers.read("questions-installation.tsv", folder));
    }
  }

  private static void measure(
      DocumentsFixture docs, List<Path> files, List<KnownAnswers.Question> questions)
      throws IOException, InterruptedException {
    DocumentCollection collection = docs.collection("corpus" + files.size());
    long start = System.nanoTime();
    long processor = processorNanos();
    for (Path file : files) {
      StoredFile stored = docs.upload(file.getFileName().toString(), Files.readAllBytes(file));
      docs.add(collection, stored);
    }
    collection.awaitFinished(Duration.ofHours(4));
    Progress progress = collection.progress();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d pages, %d chunks in %.1f s (%.1f s of processors); %d questions%n",
        progress.pages(),
        progress.chunks(),
        seconds,
        (processorNanos() - processor) / 1e9,
        questions.size());
    for (Ranking ranking : Ranking.values()) {
      measure(docs, collection, questions, ranking);
    }
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void measure(
      DocumentsFixture docs,
      DocumentCollection collection,
      List<KnownAnswers.Question> questions,
      Ranking ranking) {
    int first = 0;
    int among = 0;
    double reciprocal = 0;
    for (KnownAnswers.Question question : questions) {
      int rank = rank(docs.search(collection, question.text(), ranking), question);
      first += rank == 1 ? 1 : 0;
      among += rank <= FIRST ? 1 : 0;
      reciprocal += rank <= 10 ? 1.0 / rank : 0;
      if (rank > FIRST && ranking == Ranking.HYBRID) {
        System.out.println("  missed: " + question);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-8s first %.1f %%, in the first %d %.1f %%, MRR@10 %.3f%n",
        ranking,
        100.0 * first / questions.size(),
        FIRST,
        100.0 * among / questions.size(),
        reciprocal / questions.size());
  }

  private static int rank(List<Found> found, KnownAnswers.Question question) {
    for (int i = 0; i < found.size(); i++) {
      if (question.isAnsweredBy(found.get(i))) {
        return i + 1;
      }
    }
    return Integer.MAX_VALUE;
  }
}
