package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.FILE;
import static dev.servllama.models.pull.PullFixture.files;
import static dev.servllama.models.pull.PullFixture.known;
import static dev.servllama.models.pull.PullFixture.puller;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {
  @TempDir Path folder;

  @Test
  void twoThreadsPullOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      Callable<Path> pull = () -> puller(folder, hub.uri()).pull(known(), bytes -> {});
      for (Future<Path> done : threads.invokeAll(List.of(pull, pull))) {
        assertArrayEquals(CONTENT, Files.readAllBytes(done.get()));
      }
      assertEquals(1, hub.requests().size());
      assertEquals(List.of(FILE), files(folder));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoProcessesPullOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      for (int i = 0; i < 2; i++) {
        processes.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    PullMain.class.getName(),
                    folder.toString(),
                    hub.uri().toString())
                .inheritIO()
                .start());
      }
      for (Process process : processes) {
        assertEquals(0, process.waitFor());
      }
      assertEquals(1, hub.requests().size());
      assertEquals(List.of(FILE), files(folder));
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }
}
