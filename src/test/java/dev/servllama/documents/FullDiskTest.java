package dev.servllama.documents;

import static dev.servllama.documents.DocumentsFixture.OWNER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servllama.documents.catalog.Entry.State;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.index.Ranking;
import dev.servllama.documents.parsing.Parsers;
import dev.servllama.error.StorageException;
import dev.servllama.testing.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full in an upload, in a change and in an index's commit: fault 26. */
class FullDiskTest {
  private static final String KEPT = "The gate opens at seven.";

  @TempDir private Path folder;
  private Optional<SmallDisk> disk = Optional.empty();
  private DocumentsFixture docs;
  private DocumentCollection collection;
  private StoredFile kept;

  @BeforeEach
  void open() throws IOException {
    disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 8);
    assumeTrue(disk.isPresent(), "Whoever runs this may not mount a file system");
    docs = reopened();
    collection = docs.collection("small");
    kept = docs.upload("kept.txt", KEPT);
    docs.addAndAwait(collection, kept);
    collection.flush();
  }

  private DocumentsFixture reopened() throws IOException {
    // The reader works elsewhere: here its lack of room would be a fault of its own.
    Path work = Files.createDirectories(folder.resolve("work"));
    return DocumentsFixture.open(
        disk.get().folder(), new HashEmbedder(32), Map.of(), Parsers.real(work));
  }

  @AfterEach
  void close() {
    if (docs != null) {
      docs.close();
    }
    disk.ifPresent(SmallDisk::close);
  }

  private List<String> onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(disk.get().folder().resolve("documents"))) {
      return files
          .map(file -> disk.get().folder().relativize(file).toString())
          .filter(file -> !file.contains("/index/"))
          .sorted()
          .toList();
    }
  }

  private void assertFull(StorageException refusal) {
    assertTrue(refusal.full(), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("the disk is full"), refusal.getMessage());
  }

  private void assertUnharmed() throws IOException {
    assertEquals(List.of(kept), docs.documents().files().list(OWNER));
    assertArrayEquals(
        KEPT.getBytes(StandardCharsets.UTF_8),
        Files.readAllBytes(docs.documents().files().content(kept.id())));
    assertEquals(KEPT, docs.search(collection, "gate", Ranking.WORDS).get(0).chunk().text());
  }

  @Test
  void anUploadIsRefusedAndNothingOfItStays() throws IOException {
    List<String> before = onDisk();

    assertFull(
        assertThrows(StorageException.class, () -> docs.upload("large.txt", new byte[16 << 20])));
    assertEquals(before, onDisk());
    disk.get().fill();
    assertFull(assertThrows(StorageException.class, () -> docs.upload("a.txt", "x")));
    assertEquals(before, onDisk());
    assertUnharmed();
    disk.get().free();
    docs.addAndAwait(collection, docs.upload("a.txt", "The gate is green."));
    assertEquals(2, collection.counts().completed());
  }

  @Test
  void aChangeIsRefusedAndAllIsAsBefore() throws IOException {
    disk.get().fill();

    assertFull(assertThrows(StorageException.class, () -> docs.collection("another")));
    assertFull(
        assertThrows(
            StorageException.class,
            () -> docs.documents().changes().modify(collection, "renamed", Map.of())));
    assertEquals("small", collection.store().name());
    assertUnharmed();
    assertEquals(1, docs.documents().list(OWNER).size());
    disk.get().free();
    docs.close();
    docs = reopened();
    collection = docs.require("small");
    assertUnharmed();
  }

  @Test
  void anIndexThatCannotBeWrittenIsWrittenWhenThereIsRoom() throws Exception {
    StoredFile large =
        docs.upload("large.txt", "The wall has a hundred and twenty windows.\n\n".repeat(60_000));
    docs.add(collection, large);
    disk.get().fill();
    assertTrue(!collection.awaitFinished(Duration.ofSeconds(10)), "the disk was not full");

    assertEquals(KEPT, docs.search(collection, "gate", Ranking.WORDS).get(0).chunk().text());
    disk.get().free();
    docs.documents().changes().deleteFile(OWNER, large.id());
    StoredFile small = docs.upload("small.txt", "The wall is white.");
    docs.addAndAwait(collection, small);
    assertEquals(State.COMPLETED, docs.state(collection, small));
    assertUnharmedIndex();
  }

  private void assertUnharmedIndex() throws IOException {
    docs.close();
    docs = reopened();
    collection = docs.require("small");
    assertEquals(2, collection.counts().completed());
    assertEquals(KEPT, docs.search(collection, "gate", Ranking.WORDS).get(0).chunk().text());
  }
}
