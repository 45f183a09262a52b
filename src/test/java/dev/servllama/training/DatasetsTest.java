package dev.servllama.training;

import static dev.servllama.training.Ingesting.NAME;
import static dev.servllama.training.Ingesting.add;
import static dev.servllama.training.Ingesting.example;
import static dev.servllama.training.Ingesting.examples;
import static dev.servllama.training.Ingesting.ingest;
import static dev.servllama.training.Ingesting.prompts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.UnavailableException;
import dev.servllama.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  private static final List<String> NO_NAMES =
      List.of(
          "",
          ".",
          "..",
          "../x",
          "a/b",
          "a\\b",
          ".hidden",
          "a b",
          "a\0",
          "a\n",
          "ä",
          "а",
          "CON",
          "con",
          "nul.txt",
          "COM1",
          "lpt9.a.b",
          "x".repeat(65),
          "x".repeat(10_000),
          "a:b",
          "%2e");

  @TempDir private Path temporary;
  private Path folder;
  private Datasets datasets;

  @BeforeEach
  void open() {
    folder = temporary.resolve("deep/training");
    datasets = Ingesting.open(folder);
  }

  @AfterEach
  void close() {
    datasets.close();
  }

  private void reopen() {
    datasets.close();
    datasets = Ingesting.open(folder);
  }

  @Test
  void makesNothingBeforeItIsNeeded() {
    assertEquals(List.of(), datasets.list(Datasets.SHARED));
    assertThrows(NotFoundException.class, () -> prompts(datasets));
    assertEquals(List.of(), Folders.list(temporary));
  }

  @Test
  void keepsExamplesInTheirOrderAndOverARestart() {
    assertEquals(new IngestReport(2, 0, List.of(), 2), add(datasets, "b", "a"));
    assertEquals(new IngestReport(1, 0, List.of(), 3), add(datasets, "b"));
    List<StoredExample> before = examples(datasets, NAME);
    reopen();

    assertEquals(List.of("b", "a", "b"), prompts(datasets));
    assertEquals(before, examples(datasets, NAME));
    assertEquals(List.of(), Ingesting.problems(datasets));
  }

  @Test
  void putsAnExampleInThePlaceOfAllWithTheSamePrompt() {
    add(datasets, "caf\u00e9", "x", "caf\u00e9");
    IngestReport report =
        ingest(
            datasets,
            NAME,
            true,
            example(" cafe\u0301\r\n", "new"),
            example("y", "1"),
            example("y", "2"));

    assertEquals(new IngestReport(1, 2, List.of(), 3), report);
    for (int round = 0; round < 2; round++) {
      assertEquals(
          List.of("re: x", "new", "2"),
          examples(datasets, NAME).stream().map(e -> e.example().response()).toList());
      reopen();
    }
  }

  @Test
  void refusesExamplesOneByOne() {
    ObjectNode deep = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = deep;
    for (int i = 0; i < ExampleRules.MAX_META_DEPTH; i++) {
      inner = inner.putObject("a");
    }
    ObjectNode huge =
        JsonNodeFactory.instance.objectNode().put("a", "x".repeat(ExampleRules.MAX_META));
    IngestReport report =
        ingest(
            datasets,
            NAME,
            false,
            example("good", "r"),
            example(" \n", "r"),
            example("p", ""),
            example("p\0", "r"),
            example("p\ud800x", "r"),
            new Example("p", "r", Optional.of(deep)),
            new Example("p", "r", Optional.of(huge)),
            example("x".repeat(ExampleRules.MAX_TEXT + 1), "r"),
            example("good too", "r"));

    assertEquals(2, report.added());
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7),
        report.refused().stream().map(IngestReport.Refused::index).toList());
    assertEquals("'prompt' holds half of a surrogate pair at position 1.", reason(report, 3));
    assertEquals("'meta' is nested deeper than 16 levels.", reason(report, 4));
    assertEquals(List.of("good", "good too"), prompts(datasets));
  }

  private static String reason(IngestReport report, int at) {
    return report.refused().get(at).reason();
  }

  @Test
  void makesNoDatasetOfNothing() {
    assertEquals(1, ingest(datasets, NAME, false, example("", "")).refused().size());
    assertEquals(List.of(), datasets.list(Datasets.SHARED));
  }

  @Test
  void keepsTheLongestTexts() {
    String longest = "\u0001".repeat(ExampleRules.MAX_TEXT);
    ingest(datasets, NAME, false, example("p" + longest.substring(1), longest));
    add(datasets, "after");
    reopen();

    assertEquals(longest, examples(datasets, NAME).get(0).example().response());
    assertEquals("after", prompts(datasets).get(1));
  }

  @Test
  void givesPagesThatGoOnWhereTheLastEnded() throws IOException {
    add(datasets, IntStream.range(0, 7).mapToObj(i -> "p" + i).toArray(String[]::new));
    String third = examples(datasets, NAME).get(2).name();
    ingest(datasets, NAME, true, example("p2", "later"), example("p4", "later"));
    try (ExampleStream page = datasets.read(Datasets.SHARED, NAME, Optional.of(third), 2)) {
      assertEquals("p3", page.next().orElseThrow().example().prompt());
      assertEquals("p5", page.next().orElseThrow().example().prompt());
      assertEquals(Optional.empty(), page.next());
    }
    for (String wrong : List.of("", "ex_", "ex_0000000000000000", "p3", "ex_" + "g".repeat(16))) {
      assertThrows(
          InvalidRequestException.class,
          () -> datasets.read(Datasets.SHARED, NAME, Optional.of(wrong), 1));
    }
  }

  @Test
  void readsOnAsItWasWhileOthersWrite() throws IOException {
    String big = "x".repeat(300_000);
    ingest(datasets, NAME, true, example("a", big), example("b", big));
    try (ExampleStream stream = datasets.read(Datasets.SHARED, NAME, Optional.empty(), 10)) {
      for (int i = 0; i < 12; i++) {
        ingest(datasets, NAME, true, example("a", big + i), example("b", big + i));
      }
      assertTrue(Files.size(folder.resolve("set.jsonl")) < 6_000_000);
      assertEquals(big, stream.next().orElseThrow().example().response());
      assertEquals(big, stream.next().orElseThrow().example().response());
    }
    assertEquals(
        List.of(big + 11, big + 11),
        examples(datasets, NAME).stream().map(e -> e.example().response()).toList());
  }

  @Test
  void leavesATidyFile() throws IOException {
    ingest(datasets, NAME, true, example("a", "1"));
    ingest(datasets, NAME, true, example("a", "2"));
    datasets.close();

    List<String> lines = Files.readAllLines(folder.resolve("set.jsonl"));
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).contains("\"response\":\"2\"") && !lines.get(0).contains("upsert"));
    assertEquals(List.of(".lock", "set.jsonl"), Folders.list(folder));
  }

  @Test
  void takesNoNameThatCouldLeadElsewhere() {
    for (String name : NO_NAMES) {
      assertThrows(
          InvalidRequestException.class, () -> ingest(datasets, name, false, example("p", "r")));
      assertThrows(InvalidRequestException.class, () -> datasets.describe(Datasets.SHARED, name));
      assertThrows(InvalidRequestException.class, () -> datasets.delete(Datasets.SHARED, name));
    }
    assertEquals(List.of(), Folders.list(temporary));
  }

  @Test
  void takesAllOtherNames() {
    for (String name : List.of("a", "-", "_", "A.b-c_9", "x".repeat(64), "console", "a..b")) {
      assertEquals(1, ingest(datasets, name, false, example("p", "r")).added(), name);
    }
    assertEquals(7, datasets.list(Datasets.SHARED).size());
  }

  @Test
  void doesNotConfuseNamesThatDifferInCase() {
    add(datasets, "p");
    for (int round = 0; round < 2; round++) {
      assertThrows(
          ConflictException.class, () -> ingest(datasets, "SET", false, example("p", "r")));
      assertThrows(NotFoundException.class, () -> datasets.describe(Datasets.SHARED, "SET"));
      reopen();
    }
  }

  @Test
  void hidesTheDatasetsOfOneOwnerFromOthers() {
    IngestOrder order = Ingesting.order(NAME, false, false, example("mine", "r"));
    for (String owner : List.of("alice", "Alice", "../x", "@", "%40")) {
      datasets.ingest(owner, order);
      assertEquals(1, datasets.list(owner).size());
      datasets.delete(owner, NAME);
    }
    datasets.ingest("alice", order);

    assertEquals(List.of(), datasets.list(Datasets.SHARED));
    assertThrows(NotFoundException.class, () -> datasets.describe("Alice", NAME));
    assertThrows(NotFoundException.class, () -> datasets.delete(Datasets.SHARED, NAME));
    assertThrows(NotFoundException.class, () -> datasets.read("bob", NAME, Optional.empty(), 1));
    assertThrows(NotFoundException.class, () -> datasets.search("bob", NAME, "q", 1));
    add(datasets, "ours");
    assertEquals(List.of("ours"), prompts(datasets));
    assertEquals(List.of("deep"), Folders.list(temporary));
  }

  @Test
  void deletesAllOfADataset() {
    add(datasets, "p");
    datasets.delete(Datasets.SHARED, NAME);

    assertThrows(NotFoundException.class, () -> datasets.describe(Datasets.SHARED, NAME));
    assertEquals(List.of(".lock"), Folders.list(folder));
    add(datasets, "q");
    assertEquals(List.of("q"), prompts(datasets));
  }

  @Test
  void storesNothingWhenVectorsAreAskedForAndCannotBeMade() {
    IngestOrder order = Ingesting.order(NAME, false, true, example("p", "r"));

    assertThrows(UnavailableException.class, () -> datasets.ingest(Datasets.SHARED, order));
    assertEquals(List.of(), datasets.list(Datasets.SHARED));
  }
}
