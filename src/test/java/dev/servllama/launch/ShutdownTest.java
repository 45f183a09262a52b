package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
  @TempDir private Path parent;

  @Test
  void stopsTheServerBeforeItRemovesTheFolder() throws IOException {
    WorkFolder work = WorkFolder.create(parent);
    AtomicBoolean thereWhileStopping = new AtomicBoolean();
    Shutdown shutdown = new Shutdown(work);
    shutdown.stopFirst(
        () -> thereWhileStopping.set(Files.exists(work.path())), Duration.ofSeconds(10));

    shutdown.run();

    assertTrue(thereWhileStopping.get());
    assertEquals(List.of(), Folders.list(parent));
  }

  @Test
  void leavesAServerBehindThatDoesNotStop() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Shutdown shutdown = new Shutdown(WorkFolder.create(parent));
    shutdown.stopFirst(never::await, Duration.ofMillis(-9_950));

    assertTimeoutPreemptively(Duration.ofSeconds(20), shutdown::run);

    assertEquals(List.of(), Folders.list(parent));
    never.countDown();
  }
}
