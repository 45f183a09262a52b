package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.files;
import static dev.servllama.models.pull.PullFixture.known;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path folder;

  private static StorageException failure(Path folder, DiskSpace space) throws IOException {
    PullEnvironment base = PullFixture.environment();
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      ModelPuller puller =
          new ModelPuller(
              new PullSettings(folder, hub.uri(), Optional.empty()),
              new PullEnvironment(
                  base.resolver(),
                  base.reachable(),
                  base.tls(),
                  space,
                  base.limits(),
                  base.pips()));
      return assertThrows(StorageException.class, () -> puller.pull(known(), bytes -> {}));
    }
  }

  @Test
  void doesNotBeginWhatHasNoRoom() throws IOException {
    StorageException failure = failure(folder, directory -> CONTENT.length - 1);

    assertTrue(failure.full());
    assertTrue(failure.getMessage().contains("299999 bytes free"), failure.getMessage());
    assertEquals(List.of(), files(folder));
  }

  @Test
  void leavesNothingWhenTheDiskFillsUp() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", folder.toString()) == 0,
        "SKIPPED: no small disk can be mounted here");
    try {
      StorageException failure = failure(folder, directory -> Long.MAX_VALUE);

      assertTrue(failure.full());
      assertTrue(failure.getMessage().contains("the disk is full"), failure.getMessage());
      assertEquals(List.of(), files(folder));
    } finally {
      assertEquals(0, run("umount", folder.toString()));
    }
  }

  @Test
  void saysThatAFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "not a folder");

    StorageException failure = failure(file, DiskSpace.ofFileSystem());

    assertTrue(failure.getMessage().contains("cannot be stored"), failure.getMessage());
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
