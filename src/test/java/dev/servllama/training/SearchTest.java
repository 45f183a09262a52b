package dev.servllama.training;

import static dev.servllama.training.Ingesting.NAME;
import static dev.servllama.training.Ingesting.example;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.config.Settings;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.embedding.Embedders;
import dev.servllama.error.ConflictException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching with the real embedder. */
class SearchTest {
  private static final Example CAT = example("Where does the cat sleep?", "On the sofa.");
  private static final Example LOAN = example("How do I pay back a loan?", "In instalments.");
  private static final Example STORM = example("Will there be a storm tonight?", "No.");

  private static Embedder embedder;
  @TempDir private Path folder;
  private Path vectors;

  @BeforeAll
  static void start() throws InterruptedException {
    embedder = Embedders.start(new Settings.Embedding("all-MiniLM-L6-v2", "cpu", 1), texts -> {});
    while (embedder.status().stage() == EmbedderStatus.Stage.LOADING) {
      Thread.sleep(20);
    }
  }

  @AfterAll
  static void stop() {
    embedder.close();
  }

  @BeforeEach
  void fill() {
    vectors = folder.resolve("set.vectors");
    try (Datasets datasets = open()) {
      datasets.ingest(Datasets.SHARED, Ingesting.order(NAME, false, true, CAT, LOAN, STORM));
      Ingesting.add(datasets, "A kitten on a cushion");
    }
  }

  private Datasets open() {
    return new Datasets(folder, embedder, Clock.systemUTC());
  }

  private static List<String> found(Datasets datasets, String query, int limit) {
    return datasets.search(Datasets.SHARED, NAME, query, limit).stream()
        .map(hit -> hit.example().example().prompt())
        .toList();
  }

  private static int embeddings(Datasets datasets) {
    return datasets.describe(Datasets.SHARED, NAME).embeddings();
  }

  @Test
  void findsWhatIsNearestInMeaning() {
    try (Datasets datasets = open()) {
      assertEquals(List.of(CAT.prompt()), found(datasets, "the bed of a kitten", 1));
      assertEquals(List.of(LOAN.prompt()), found(datasets, "debts and money", 1));
      assertEquals(3, found(datasets, "weather", 100).size());
      assertEquals(3, embeddings(datasets));
      List<Hit> same = datasets.search(Datasets.SHARED, NAME, STORM.prompt(), 3);
      assertEquals(1, same.get(0).score(), 1e-4);
      assertTrue(same.get(0).score() > same.get(1).score());
    }
  }

  @Test
  void findsTheExampleThatHasReplacedAnother() {
    try (Datasets datasets = open()) {
      Ingesting.ingest(datasets, NAME, true, example(CAT.prompt(), "In its basket."));
      assertEquals(
          "In its basket.",
          datasets
              .search(Datasets.SHARED, NAME, "kitten", 1)
              .get(0)
              .example()
              .example()
              .response());
      assertEquals(3, embeddings(datasets));
    }
  }

  @Test
  void servesTheOtherVectorsWhenOneIsDamagedOrTorn() throws IOException {
    byte[] whole = Files.readAllBytes(vectors);
    byte[] damaged = whole.clone();
    damaged[new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 100] ^= 1;
    Files.write(vectors, damaged);
    try (Datasets datasets = open()) {
      assertEquals(2, embeddings(datasets));
      assertEquals(
          List.of("1 vectors are damaged and not searched."), Ingesting.problems(datasets));
    }
    Files.write(vectors, Arrays.copyOf(whole, whole.length - 10));
    try (Datasets datasets = open()) {
      assertEquals(2, embeddings(datasets));
      datasets.ingest(Datasets.SHARED, Ingesting.order(NAME, true, true, STORM));
      assertEquals(3, embeddings(datasets));
    }
    assertEquals(whole.length, Files.size(vectors));
  }

  @Test
  void mindsNoVectorWhoseExampleWasNeverWritten() throws IOException {
    Path lines = folder.resolve("set.jsonl");
    List<String> all = Files.readAllLines(lines);
    Files.write(lines, all.subList(1, all.size()));
    try (Datasets datasets = open()) {
      assertEquals(2, embeddings(datasets));
      assertEquals(2, found(datasets, "kitten", 10).size());
    }
  }

  @Test
  void doesNotCompareVectorsOfDifferentModels() throws IOException {
    String other = "{\"vectors\":1,\"model\":\"other\",\"dimension\":3}\n";
    Files.writeString(vectors, other, StandardOpenOption.TRUNCATE_EXISTING);
    try (Datasets datasets = open()) {
      ConflictException refusal =
          assertThrows(ConflictException.class, () -> found(datasets, "x", 1));
      assertTrue(refusal.getMessage().contains("'other'"), refusal.getMessage());
      assertThrows(
          ConflictException.class,
          () -> datasets.ingest(Datasets.SHARED, Ingesting.order(NAME, false, true, CAT)));
      Ingesting.add(datasets, "without a vector");
    }
  }

  @Test
  void saysThatThereIsNothingToSearch() throws IOException {
    Files.delete(vectors);
    try (Datasets datasets = open()) {
      ConflictException refusal =
          assertThrows(ConflictException.class, () -> found(datasets, "x", 1));
      assertTrue(refusal.getMessage().contains("store_embeddings"), refusal.getMessage());
    }
  }
}
