package dev.servllama.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.error.ConflictException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection follows its folder. */
class FolderSyncTest {
  private static RealEmbedder embedder;

  @TempDir private Path data;
  @TempDir private Path wiki;
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
  void open() throws IOException {
    Files.writeString(Files.createDirectories(wiki.resolve("a")).resolve("tea.md"), "Tea is hot.");
    Files.writeString(wiki.resolve(".hidden"), "Nobody sees this.");
    docs = DocumentsFixture.open(data, embedder, Map.of("wiki", wiki));
  }

  @AfterEach
  void close() {
    docs.close();
  }

  private DocumentCollection collection() {
    return docs.require("wiki");
  }

  private List<String> paths() {
    return collection().entries().stream().map(Entry::path).sorted().toList();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not happen");
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void awaitFound(String question, String text) {
    await(
        () ->
            docs.search(collection(), question).stream()
                .anyMatch(found -> found.chunk().text().equals(text)));
  }

  @Test
  void whatIsAddedChangedAndDeletedIsFollowed() throws IOException {
    awaitFound("tea", "Tea is hot.");
    assertEquals(List.of("a/tea.md"), paths());
    Files.writeString(wiki.resolve("cats.txt"), "Cats sleep.");
    awaitFound("cats", "Cats sleep.");
    Files.writeString(wiki.resolve("cats.txt"), "Cats never sleep.");
    awaitFound("cats", "Cats never sleep.");
    assertTrue(
        docs.search(collection(), "cats").stream()
            .noneMatch(found -> found.chunk().text().equals("Cats sleep.")));
    Files.delete(wiki.resolve("cats.txt"));
    await(() -> paths().equals(List.of("a/tea.md")));
    assertEquals("Tea is hot.", docs.best(collection(), "cats"));
  }

  @Test
  void aFileThatIsOnlyTouchedIsNotReadAgain() throws IOException {
    awaitFound("tea", "Tea is hot.");
    Entry before = collection().entries().get(0);
    Files.setLastModifiedTime(wiki.resolve("a/tea.md"), FileTime.fromMillis(1_000_000_000_000L));
    await(() -> collection().entries().get(0).modified() == 1_000_000_000_000L);

    assertEquals(before.digest(), collection().entries().get(0).digest());
    assertEquals(Entry.State.COMPLETED, collection().entries().get(0).state());
  }

  @Test
  void aFileThatIsBeingWrittenIsLeftUntilItIsWhole() throws IOException, InterruptedException {
    Path file = wiki.resolve("long.txt");
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < 50; i++) {
        writer.write("Line " + i + " of many.\n");
        writer.flush();
        TimeUnit.MILLISECONDS.sleep(100);
        assertTrue(!paths().contains("long.txt"), "taken at line " + i);
      }
    }
    await(() -> paths().contains("long.txt"));
    docs.await(collection());
    Entry entry =
        collection().entries().stream().filter(e -> "long.txt".equals(e.path())).findFirst().get();
    assertEquals(Files.size(file), entry.bytes());
  }

  @Test
  void aFolderThatIsAwayKeepsItsCollection() throws IOException, InterruptedException {
    awaitFound("tea", "Tea is hot.");
    Path away = wiki.resolveSibling(wiki.getFileName() + "-away");
    Files.move(wiki, away);
    TimeUnit.SECONDS.sleep(5);

    assertEquals(List.of("a/tea.md"), paths());
    Files.move(away, wiki);
  }

  @Test
  void itCannotBeChangedByTheApi() {
    assertThrows(ConflictException.class, () -> docs.documents().changes().delete(collection()));
    assertThrows(ConflictException.class, () -> docs.add(collection(), docs.upload("x.txt", "x")));
  }

  @Test
  void afterARestartNothingIsReadAgainAndWhatChangedMeanwhileIs() throws IOException {
    awaitFound("tea", "Tea is hot.");
    long created = collection().entries().get(0).createdAt();
    docs.close();
    Files.writeString(wiki.resolve("new.txt"), "Dogs bark.");
    docs = DocumentsFixture.open(data, embedder, Map.of("wiki", wiki));

    assertEquals(Entry.State.COMPLETED, collection().entries().get(0).state());
    awaitFound("dogs", "Dogs bark.");
    assertEquals(created, collection().require(collection().entries().get(0).fileId()).createdAt());
    docs.close();
    docs = DocumentsFixture.open(data, embedder, Map.of());
    assertEquals(List.of(), docs.documents().list(DocumentsFixture.OWNER));
  }
}
