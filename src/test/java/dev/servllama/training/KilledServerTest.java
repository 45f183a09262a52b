package dev.servllama.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed again and again under eight clients: fault 25. */
class KilledServerTest {
  private static final int KILLS = 20;
  private static final int CLIENTS = 8;

  @TempDir private Path folder;

  @Test
  void keepsEveryAnsweredExampleOnce() throws Exception {
    Random random = new Random(25);
    List<String> answered = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (IngestingProcess server = IngestingProcess.start(folder, CLIENTS, "run" + kill)) {
        answered.addAll(server.awaitAnswered(20 + random.nextInt(200)));
        answered.addAll(server.kill());
      }
    }
    try (Datasets datasets = Ingesting.open(folder)) {
      List<String> kept = Ingesting.prompts(datasets);
      Set<String> once = new HashSet<>(kept);
      Set<String> lost = new HashSet<>(answered);
      lost.removeAll(once);
      System.out.printf(
          "figure: fault 25: %d kills, %d answered, %d lost, %d doubled, %d kept unanswered%n",
          KILLS,
          answered.size(),
          lost.size(),
          kept.size() - once.size(),
          once.size() - answered.size());

      assertEquals(Set.of(), lost);
      assertEquals(kept.size(), once.size());
      // Each client can have had one on its way at each kill.
      assertTrue(once.size() - answered.size() <= KILLS * CLIENTS);
    }
  }
}
