package dev.servllama.training;

import static dev.servllama.training.Ingesting.NAME;
import static dev.servllama.training.Ingesting.add;
import static dev.servllama.training.Ingesting.prompts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.ConflictException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one folder: fault 27. */
class TwoServersTest {
  @TempDir private Path folder;

  private static void assertReadsOnly(Datasets datasets) {
    ConflictException refusal =
        assertThrows(ConflictException.class, () -> add(datasets, "refused"));
    assertTrue(refusal.getMessage().startsWith("Another server writes"), refusal.getMessage());
    assertThrows(ConflictException.class, () -> datasets.delete(Datasets.SHARED, NAME));
  }

  @Test
  void oneProcessWritesAndTheOtherReadsUntilTheFirstHasEnded() throws Exception {
    try (IngestingProcess other = IngestingProcess.start(folder, 4, "other");
        Datasets datasets = Ingesting.open(folder)) {
      List<String> answered = other.awaitAnswered(50);

      assertReadsOnly(datasets);
      assertTrue(prompts(datasets).containsAll(answered));
      answered.addAll(other.awaitAnswered(50));
      assertTrue(prompts(datasets).containsAll(answered));
      answered.addAll(other.kill());
      add(datasets, "at last");
      List<String> all = prompts(datasets);
      assertTrue(all.containsAll(answered));
      assertEquals("at last", all.get(all.size() - 1));
    }
  }

  @Test
  void twoWebApplicationsInOneProcessTakeTurnsToo() throws Exception {
    try (Datasets second = Ingesting.open(folder)) {
      try (Datasets first = Ingesting.open(folder)) {
        add(first, "a");
        assertReadsOnly(second);
        assertEquals(List.of("a"), prompts(second));
        add(first, "b");
        assertEquals(List.of("a", "b"), prompts(second));
        // Looking at the lock has not taken it from the first.
        try (IngestingProcess other = IngestingProcess.start(folder, 1, "other")) {
          assertThrows(AssertionError.class, () -> other.awaitAnswered(1));
        }
      }
      add(second, "c");
      assertEquals(List.of("a", "b", "c"), prompts(second));
    }
  }
}
