package dev.servllama.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.documents.index.Ranking;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the midst of indexing, again and again: fault 29. */
class KilledServerTest {
  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void everyAcceptedFileIsFoundOnce() throws IOException, InterruptedException {
    Random random = new Random(29);
    Set<String> accepted = new HashSet<>();
    for (int i = 0; i < KILLS; i++) {
      accepted.addAll(runAndKill(10 + random.nextInt(40), random.nextInt(300)));
    }
    try (DocumentsFixture docs = DocumentsFixture.open(folder, new HashEmbedder(32))) {
      DocumentCollection collection = docs.require("killed");
      docs.await(collection);
      for (String code : accepted) {
        assertEquals(
            1,
            docs.search(collection, code, Ranking.WORDS).stream()
                .filter(found -> found.chunk().text().contains(code))
                .count(),
            code);
      }
      assertEquals(collection.counts().completed(), collection.searched().size());
      assertTrue(accepted.size() >= KILLS * 10, "accepted " + accepted.size());
    }
  }

  private Set<String> runAndKill(int lines, int pause) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledMain.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<String> accepted = new HashSet<>();
    try (BufferedReader out = process.inputReader()) {
      while (accepted.size() < lines) {
        add(accepted, out.readLine());
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      process.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        add(accepted, line);
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    return accepted;
  }

  private static void add(Set<String> accepted, String line) {
    assertTrue(line != null, "the process has ended by itself");
    if (line.endsWith(".")) {
      accepted.add(line.substring(0, line.length() - 1));
    }
  }
}
