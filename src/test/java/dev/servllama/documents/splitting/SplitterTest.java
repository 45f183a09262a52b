package dev.servllama.documents.splitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.config.Settings;
import dev.servllama.documents.block.Block;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.embedding.Embedders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Splitting by the tokens of the real model. */
class SplitterTest {
  private static final List<String> ALPHABETS =
      List.of("abcdefghij", "äöüßéèçñ", "абвгдежз", "茶は水で温", "علكم", "🙂🚀👩‍👩‍👧");

  private static Embedder embedder;
  private static Splitter splitter;

  @BeforeAll
  static void load() throws InterruptedException {
    embedder = Embedders.start(new Settings.Embedding("all-minilm-l6-v2-q", "cpu", 1), texts -> {});
    while (embedder.status().stage() == EmbedderStatus.Stage.LOADING) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    splitter = new Splitter(embedder::countTokens, embedder.maxTokens());
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  private static List<Chunk> split(int most, int overlap, Block... blocks) {
    return splitter.split("", List.of(blocks), new ChunkSize(most, overlap));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void aChunkHasWholeSentencesUnderItsHeadings() {
    List<Chunk> chunks =
        splitter.split(
            "Guide",
            List.of(
                new Block.Heading(1, "Trips"),
                new Block.Heading(2, "Trains"),
                new Block.Text("Second class is paid. First class is not."),
                new Block.Heading(2, "Cars"),
                new Block.Text("Cars are rented.")),
            new ChunkSize(100, 10));

    assertEquals(
        List.of(
            new Chunk(
                "Trains\nSecond class is paid. First class is not.",
                0,
                List.of("Guide", "Trips", "Trains")),
            new Chunk("Cars\nCars are rented.", 0, List.of("Guide", "Trips", "Cars"))),
        chunks);
    assertEquals("Guide > Trips > Cars\nCars\nCars are rented.", chunks.get(1).embedded());
  }

  @Test
  void noChunkIsOnTwoPages() {
    List<Chunk> chunks =
        split(
            100,
            20,
            new Block.Page(1),
            new Block.Text("This is on one."),
            new Block.Page(2),
            new Block.Text("This is on two."));

    assertEquals(List.of(1, 2), chunks.stream().map(Chunk::page).toList());
  }

  @Test
  void chunksOverlapByWholeSentences() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("Sentence number ").append(i).append(" is here. ");
    }
    List<Chunk> chunks = split(64, 20, new Block.Text(text.toString()));

    assertTrue(chunks.size() > 3, chunks.toString());
    for (int i = 1; i < chunks.size(); i++) {
      String first = chunks.get(i).text().split("(?<=\\.) ")[0];
      assertTrue(chunks.get(i - 1).text().contains(first), first);
      assertTrue(!chunks.get(i).text().contains(chunks.get(i - 1).text()));
    }
  }

  @Test
  void nothingIsEverTooLongForTheModelAndNothingIsLost() {
    Random random = new Random(9);
    for (int round = 0; round < 60; round++) {
      List<Block> blocks = new ArrayList<>();
      StringBuilder all = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        if (random.nextInt(3) == 0) {
          blocks.add(new Block.Heading(1 + random.nextInt(3), text(random, 60)));
        }
        String text = text(random, 1 + random.nextInt(3000));
        all.append(text).append("\n");
        blocks.add(new Block.Text(text));
      }
      int most = 64 + random.nextInt(300);
      List<Chunk> chunks = splitter.split("T", blocks, new ChunkSize(most, most / 6));

      int limit = Math.min(most, embedder.maxTokens());
      StringBuilder found = new StringBuilder();
      for (Chunk chunk : chunks) {
        int tokens = embedder.countTokens(chunk.embedded());
        assertTrue(tokens <= limit, tokens + " of " + limit + ": " + chunk);
        found.append(squeezed(chunk.text())).append('\n');
      }
      assertEveryWordIsIn(all.toString(), found.toString());
    }
  }

  private static void assertEveryWordIsIn(String text, String chunks) {
    for (String sentence : text.split("[.\\s]+")) {
      // A word that is longer than a chunk is cut.
      if (sentence.length() < 8) {
        assertTrue(chunks.contains(sentence), sentence);
      }
    }
  }

  private static String text(Random random, int length) {
    String alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int kind = random.nextInt(40);
      if (kind < 6) {
        text.append(' ');
      } else if (kind == 6) {
        text.append(". ");
      } else if (kind == 7) {
        text.append('\n');
      } else {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
    }
    return text.toString();
  }

  @Test
  void aDocumentWithoutTextHasNoChunks() {
    assertEquals(List.of(), split(100, 0));
    assertEquals(List.of(), split(100, 0, new Block.Page(1), new Block.Heading(1, "Empty")));
  }
}
