package dev.servllama.documents;

import static dev.servllama.documents.DocumentsFixture.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.documents.AttributeFilter.Comparison;
import dev.servllama.documents.AttributeFilter.Operator;
import dev.servllama.documents.catalog.Entry.State;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.index.Ranking;
import dev.servllama.documents.splitting.ChunkSize;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.testing.SampleDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and collections as the API uses them: faults 24, 41, 49 and 50. */
class DocumentsTest {
  private static RealEmbedder embedder;

  @TempDir private Path folder;
  private DocumentsFixture docs;

  @BeforeAll
  static void load() {
    embedder = RealEmbedder.load();
  }

  @AfterAll
  static void unload() {
    embedder.close();
  }

  @BeforeEach
  void open() {
    docs = DocumentsFixture.open(folder, embedder);
  }

  @AfterEach
  void close() {
    docs.close();
  }

  private void restart(RealEmbedder with) {
    docs.close();
    docs = DocumentsFixture.open(folder, with);
  }

  @Test
  void aFileIsInProgressUntilItCanBeFound() {
    DocumentCollection collection = docs.collection("handbook");
    StoredFile file = docs.upload("tea.txt", "Green tea is brewed at 70 degrees.");
    docs.add(collection, file);
    State first = docs.state(collection, file);
    while (docs.state(collection, file) == State.IN_PROGRESS) {
      Thread.onSpinWait();
    }

    assertTrue(first == State.IN_PROGRESS || first == State.COMPLETED);
    assertEquals(State.COMPLETED, docs.state(collection, file));
    assertEquals(
        "Green tea is brewed at 70 degrees.", docs.best(collection, "How hot is tea water?"));
  }

  @Test
  void everyReferenceStandsOnThePageThatItNames() {
    List<String> pages =
        IntStream.rangeClosed(1, 30)
            .mapToObj(
                i ->
                    "Chapter %d is about machine %d. Its valve opens at %d bar. ".formatted(i, i, i)
                        + "The operator of machine %d writes it down. ".formatted(i).repeat(20))
            .toList();
    DocumentCollection collection = docs.collection("machines");
    docs.addAndAwait(
        collection, docs.upload("m.pdf", SampleDocuments.pdf("Machines", "Ada", pages)));
    int seen = 0;
    for (int i = 1; i <= 30; i++) {
      for (Found found : docs.search(collection, "At what pressure opens valve " + i + "?")) {
        String page = pages.get(found.chunk().page() - 1);
        assertTrue(squeezed(page).contains(squeezed(found.chunk().text())), found.toString());
        assertEquals("Ada", found.chunk().source().author());
        seen++;
      }
    }

    assertTrue(seen >= 100, "seen " + seen);
    assertEquals(30, collection.progress().pages());
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void aThousandSmallFilesAreAllFound() {
    DocumentCollection collection = docs.collection("many");
    List<Addition> additions = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      StoredFile file = docs.upload("note" + i + ".txt", "The code of room " + i + " is X" + i);
      additions.add(new Addition(file, Map.of(), Optional.empty()));
    }
    FileBatch batch = docs.documents().changes().addBatch(collection, additions);
    docs.await(collection);

    assertEquals(new Counts(0, 1000, 0, 0), Counts.of(collection.entriesOf(batch)));
    assertEquals("The code of room 777 is X777", docs.best(collection, "code of room 777"));
  }

  @Test
  void filesOfOneNameAndOfOneContentAreFilesOfTheirOwn() {
    DocumentCollection collection = docs.collection("twins");
    StoredFile one = docs.upload("a.txt", "The sky is blue.");
    StoredFile two = docs.upload("a.txt", "The sky is blue.");
    StoredFile three = docs.upload("a.txt", "The grass is green.");
    docs.addAndAwait(collection, one, two, three);

    assertEquals(3, docs.documents().files().list(OWNER).size());
    assertEquals(3, collection.counts().completed());
    List<String> found =
        docs.search(collection, "sky and grass").stream().map(f -> f.chunk().text()).toList();
    assertEquals(2, found.size(), found.toString());
    docs.documents().changes().deleteFile(OWNER, one.id());
    assertEquals("The sky is blue.", docs.best(collection, "sky"));
  }

  @Test
  void anEmptyFileIsCompletedAndABadOneFailsWithItsReason() {
    DocumentCollection collection = docs.collection("odd");
    StoredFile empty = docs.upload("empty.txt", "");
    StoredFile bad = docs.upload("bad.pdf", "no pdf");
    StoredFile good = docs.upload("çay – 茶.md", "# Çay\n\n茶は美味しい。");
    docs.addAndAwait(collection, empty, bad, good);

    assertEquals(State.COMPLETED, docs.state(collection, empty));
    assertEquals(State.FAILED, docs.state(collection, bad));
    assertEquals("invalid_file", collection.require(bad.id()).failure().code());
    assertEquals(State.COMPLETED, docs.state(collection, good));
    assertEquals("Çay\n茶は美味しい。", docs.best(collection, "茶"));
  }

  @Test
  void aFileThatIsDeletedWhileItIsIndexedIsNotFound() {
    DocumentCollection collection = docs.collection("gone");
    StoredFile large =
        docs.upload("large.txt", "The secret word is xylophone. It rains.\n\n".repeat(2_000));
    docs.add(collection, large);
    docs.documents().changes().deleteFile(OWNER, large.id());
    StoredFile small = docs.upload("small.txt", "The secret word is piano.");
    docs.addAndAwait(collection, small);

    assertEquals(
        List.of("The secret word is piano."),
        docs.search(collection, "secret word").stream().map(f -> f.chunk().text()).toList());
    assertEquals(1, collection.entries().size());
    assertThrows(
        NotFoundException.class, () -> docs.documents().files().require(OWNER, large.id()));
  }

  @Test
  void deletionRemovesTextAndVectorsFromTheDisk() throws InterruptedException {
    DocumentCollection collection = docs.collection("paper");
    StoredFile keep = docs.upload("a.txt", "Something ordinary.");
    StoredFile file = docs.upload("b.txt", "The word Zyxomma9321 is rare.");
    docs.addAndAwait(collection, keep, file);
    awaitOnDisk("Zyxomma9321", true);
    docs.documents().changes().deleteFile(OWNER, file.id());

    awaitOnDisk("Zyxomma9321", false);
    assertEquals("Something ordinary.", docs.best(collection, "ordinary"));
  }

  private void awaitOnDisk(String word, boolean expected) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (isOnDisk(word) != expected) {
      assertTrue(System.nanoTime() < deadline, word + " on disk: " + !expected);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean isOnDisk(String word) {
    try (Stream<Path> files = Files.walk(folder.resolve("documents"))) {
      return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, word));
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  private static boolean contains(Path file, String word) {
    try {
      return Files.exists(file)
          && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void everythingIsThereAfterARestart() {
    DocumentCollection collection = docs.collection("kept");
    StoredFile file = docs.upload("a.txt", "Cats sleep sixteen hours.");
    docs.documents()
        .changes()
        .add(collection, List.of(new Addition(file, Map.of("n", 3L), Optional.empty())));
    docs.await(collection);
    restart(embedder);

    assertEquals("Cats sleep sixteen hours.", docs.best(docs.require("kept"), "cats"));
    assertEquals(
        3L, ((Number) docs.require("kept").require(file.id()).attributes().get("n")).longValue());
    assertEquals(0, docs.require("kept").counts().inProgress());
  }

  @Test
  void aDamagedIndexIsBuiltAgainFromTheFiles() throws IOException {
    DocumentCollection collection = docs.collection("hurt");
    docs.addAndAwait(collection, docs.upload("a.txt", "Cats sleep sixteen hours."));
    docs.close();
    int damaged = 0;
    try (Stream<Path> files = Files.walk(folder.resolve("documents/stores"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(cfs|fdt|vec)")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        damaged++;
      }
    }
    docs = DocumentsFixture.open(folder, embedder);
    DocumentCollection again = docs.require("hurt");
    docs.await(again);

    assertTrue(damaged > 0);
    assertEquals("Cats sleep sixteen hours.", docs.best(again, "cats"));
  }

  @Test
  void anotherModelGetsAnIndexOfItsOwnWhileTheOldOneServes() throws InterruptedException {
    DocumentCollection collection = docs.collection("models");
    docs.addAndAwait(
        collection,
        docs.upload("a.txt", "Cats sleep sixteen hours."),
        docs.upload("b.txt", "Dogs bark at night. ".repeat(3_000)));
    docs.close();
    SlowParser slow = new SlowParser();
    docs = DocumentsFixture.open(folder, embedder.named("another"), Map.of(), slow);
    DocumentCollection again = docs.require("models");

    assertTrue(again.isRebuilding());
    assertTrue(again.progress().rebuilding());
    assertEquals("Cats sleep sixteen hours.", docs.best(again, "cats"));
    assertEquals(2, again.counts().completed());
    slow.go();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (again.isRebuilding() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertFalse(again.isRebuilding());
    assertEquals("cats", docs.search(again, "felines", Ranking.MEANING).get(0).chunk().text());
    restart(embedder.named("another"));
    assertFalse(docs.require("models").isRebuilding());
  }

  @Test
  void chunksAreAsLongAsAskedFor() {
    DocumentCollection collection = docs.collection("sizes");
    StoredFile file = docs.upload("a.txt", "A short sentence stands here. ".repeat(200));
    docs.documents()
        .changes()
        .add(
            collection, List.of(new Addition(file, Map.of(), Optional.of(new ChunkSize(100, 20)))));
    docs.await(collection);
    int small = collection.require(file.id()).chunks();
    docs.documents().changes().remove(collection, file.id());
    docs.addAndAwait(collection, file);

    assertTrue(small > collection.require(file.id()).chunks() * 2, "small: " + small);
  }

  @Test
  void filtersLookAtAttributes() {
    DocumentCollection collection = docs.collection("filtered");
    for (int year : List.of(2023, 2024, 2025)) {
      StoredFile file = docs.upload(year + ".txt", "The report of the year " + year);
      docs.documents()
          .changes()
          .add(
              collection,
              List.of(new Addition(file, Map.of("year", (long) year), Optional.empty())));
    }
    docs.await(collection);
    List<Found> found =
        docs.documents()
            .search(
                List.of(collection),
                Map.of("report", 1.0),
                Optional.of(new Comparison("year", Operator.GT, List.of(2023.5))),
                10,
                Ranking.HYBRID);

    assertEquals(
        List.of("2024.txt", "2025.txt"),
        found.stream().map(f -> f.file().name()).sorted().toList());
  }

  @Test
  void whatIsAnothersIsNotThere() {
    DocumentCollection collection = docs.collection("mine");
    StoredFile file = docs.upload("a.txt", "x");

    assertEquals(List.of(), docs.documents().list("eve"));
    assertThrows(
        NotFoundException.class,
        () -> docs.documents().require(docs.documents().list("eve"), "mine", null));
    assertThrows(
        NotFoundException.class,
        () ->
            docs.documents().require(docs.documents().list("eve"), collection.store().id(), null));
    assertThrows(NotFoundException.class, () -> docs.documents().files().require("eve", file.id()));
    assertThrows(
        NotFoundException.class, () -> docs.documents().changes().deleteFile("eve", file.id()));
    assertEquals(1, docs.documents().files().list(OWNER).size());
  }

  @Test
  void namesThatMeanSomethingElseAreRefused() {
    for (String name :
        List.of(
            "../up",
            "a/b",
            "a\\b",
            "..",
            "CON",
            "nul.txt",
            "x".repeat(10_000),
            "a\u0000b",
            "a\nb",
            "p\u0430ypal",
            "a\u202Eb",
            "a\u200Bb",
            "\uD800")) {
      assertThrows(
          InvalidRequestException.class, () -> docs.collection(name), () -> "store " + name);
      assertThrows(
          InvalidRequestException.class, () -> docs.upload(name, "x"), () -> "file " + name);
    }
    assertThrows(NotFoundException.class, () -> docs.require("../up"));
    assertThrows(
        NotFoundException.class, () -> docs.documents().files().require(OWNER, "../../etc"));
    docs.collection("Отчёт PDF v2");
    docs.collection("茶 tea");
  }

  @Test
  void aNameThatSeveralHaveNamesNone() {
    docs.collection("same");
    docs.collection("same");

    assertThrows(InvalidRequestException.class, () -> docs.require("same"));
  }

  @Test
  void aSecondServerIsToldThatThereIsAFirst() {
    assertThrows(ConflictException.class, () -> DocumentsFixture.open(folder, embedder).close());
  }
}
