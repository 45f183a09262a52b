package dev.servllama.training;

import static dev.servllama.training.Ingesting.NAME;
import static dev.servllama.training.Ingesting.add;
import static dev.servllama.training.Ingesting.example;
import static dev.servllama.training.Ingesting.ingest;
import static dev.servllama.training.Ingesting.prompts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servllama.error.StorageException;
import dev.servllama.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: fault 26. */
class FullDiskTest {
  private static final int DISK = 128 * 1024;

  @TempDir private Path folder;
  private boolean mounted;

  @BeforeEach
  void mount() throws InterruptedException {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", folder.toString()) == 0;
    assumeTrue(mounted, "SKIPPED: no small disk can be mounted here");
  }

  @AfterEach
  void unmount() throws InterruptedException {
    if (mounted) {
      assertEquals(0, run("umount", folder.toString()));
    }
  }

  private static StorageException refusal(Datasets datasets, String name, int size) {
    StorageException refusal =
        assertThrows(
            StorageException.class,
            () -> ingest(datasets, name, false, example("big", "x".repeat(size))));
    assertTrue(refusal.full(), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("the disk is full"), refusal.getMessage());
    return refusal;
  }

  @Test
  void leavesTheDatasetAsItWas() throws IOException {
    try (Datasets datasets = Ingesting.open(folder)) {
      add(datasets, "a", "b");
      byte[] before = Files.readAllBytes(folder.resolve("set.jsonl"));
      refusal(datasets, NAME, DISK);

      assertArrayEquals(before, Files.readAllBytes(folder.resolve("set.jsonl")));
      assertEquals(List.of("a", "b"), prompts(datasets));
      add(datasets, "c");
      assertEquals(List.of("a", "b", "c"), prompts(datasets));
    }
    try (Datasets datasets = Ingesting.open(folder)) {
      assertEquals(List.of("a", "b", "c"), prompts(datasets));
      assertEquals(List.of(), Ingesting.problems(datasets));
    }
  }

  @Test
  void makesNoDatasetThatItCannotFill() {
    try (Datasets datasets = Ingesting.open(folder)) {
      add(datasets, "a");
      refusal(datasets, "other", DISK);

      assertEquals(List.of(".lock", "set.jsonl"), Folders.list(folder));
      assertEquals(1, datasets.list(Datasets.SHARED).size());
    }
  }

  @Test
  void takesWhatStillFitsOfSeveralAtOnce() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try (Datasets datasets = Ingesting.open(folder)) {
      add(datasets, "first");
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String prompt = "p" + i;
        int size = i % 4 == 0 ? DISK : 200;
        all.add(
            () -> {
              try {
                ingest(datasets, NAME, false, example(prompt, "x".repeat(size)));
                return true;
              } catch (StorageException e) {
                return false;
              }
            });
      }
      List<Future<Boolean>> done = clients.invokeAll(all);
      List<String> kept = prompts(datasets);
      for (int i = 0; i < done.size(); i++) {
        assertEquals(i % 4 != 0, done.get(i).get(), "request " + i);
        assertEquals(i % 4 != 0, kept.contains("p" + i), "request " + i);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void endsWellWhenThereIsNoRoomToTidyUp() throws IOException {
    try (Datasets datasets = Ingesting.open(folder)) {
      ingest(datasets, NAME, true, example("a", "x".repeat(50_000)));
      ingest(datasets, NAME, true, example("a", "y".repeat(50_000)));
    }
    assertEquals(List.of(".lock", "set.jsonl"), Folders.list(folder));
    try (Datasets datasets = Ingesting.open(folder)) {
      assertEquals(List.of("a"), prompts(datasets));
    }
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
