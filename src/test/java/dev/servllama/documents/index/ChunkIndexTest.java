package dev.servllama.documents.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servllama.documents.splitting.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkIndexTest {
  private static final Path MAPS = Path.of("/proc/self/maps");

  @TempDir private Path folder;

  private static void put(ChunkIndex index, String file, List<String> headings, String text)
      throws IOException {
    index.replace(
        new Source(file, "", "", ""),
        List.of(new Chunk(text, 1, headings)),
        List.of(new float[] {1, 0}));
    index.commit();
    index.refresh();
  }

  private static List<ChunkHit> search(ChunkIndex index, String text, Ranking ranking)
      throws IOException {
    Question question = new Question(text, Optional.of(new float[] {1, 0}), 1);
    return ChunkSearch.find(List.of(index), List.of(question), Optional.empty(), 10, ranking);
  }

  /** The files of the index that are in the memory of this process. */
  private long mapped() throws IOException {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines.filter(line -> line.contains(folder.toString())).count();
    }
  }

  @Test
  void whatSearchesHaveHeldIsGivenBack() throws IOException {
    assumeTrue(Files.isReadable(MAPS), "This system does not say what is mapped");
    try (ChunkIndex index = ChunkIndex.open(folder)) {
      for (int i = 0; i < 20; i++) {
        put(index, "file", List.of(), "The gate opens at " + i + ".");
        assertEquals(
            "The gate opens at " + i + ".",
            search(index, "gate", Ranking.HYBRID).get(0).chunk().text());
        index.purge();
      }
      long one = mapped();
      put(index, "file", List.of(), "The gate is closed.");
      index.purge();

      assertEquals(one, mapped());
    }
    assertEquals(0, mapped());
  }

  @Test
  void nothingOfADeletedFileStays() throws IOException {
    try (ChunkIndex index = ChunkIndex.open(folder)) {
      for (int i = 0; i < 20; i++) {
        put(index, "file" + i, List.of(), "The gate opens at " + i + ".");
      }
      index.commit();
      index.delete(Set.of("file7"));
      assertTrue(index.hasDeletions());
      index.purge();

      assertFalse(index.hasDeletions());
    }
  }

  @Test
  void aWordCountsMoreWhereItIsAHeading() throws IOException {
    try (ChunkIndex index = ChunkIndex.open(folder)) {
      put(index, "text", List.of("Buildings"), "The gates of the house are closed at night.");
      put(index, "heading", List.of("Gates"), "The front of the house is closed at night.");

      assertEquals(
          "heading", search(index, "gates", Ranking.WORDS).get(0).chunk().source().fileId());
    }
  }
}
