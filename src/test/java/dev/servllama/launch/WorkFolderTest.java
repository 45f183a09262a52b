package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir private Path parent;

  @Test
  void removesAllThatIsInItWhenClosed() throws IOException {
    try (WorkFolder work = WorkFolder.create(parent)) {
      Files.writeString(Files.createDirectories(work.path().resolve("a/b")).resolve("c"), "text");
    }
    assertEquals(List.of(), Folders.list(parent));
  }

  @Test
  void followsNoLinks() throws IOException {
    Path kept = Files.writeString(Files.createDirectory(parent.resolve("other")).resolve("f"), "");
    try (WorkFolder work = WorkFolder.create(parent)) {
      Files.createSymbolicLink(work.path().resolve("link"), parent.resolve("other"));
    }
    assertTrue(Files.exists(kept));
  }

  @Test
  void sweepsAFolderThatNobodyHasLocked() throws IOException {
    Path stale = Files.createDirectory(parent.resolve("servllama-stale"));
    Files.createFile(stale.resolve("lock"));
    Files.createFile(stale.resolve("file"));

    try (WorkFolder work = WorkFolder.create(parent)) {
      work.sweepSiblings();

      assertFalse(Files.exists(stale));
      assertTrue(Files.exists(work.path()));
    }
  }

  @Test
  void leavesFoldersInUseAndThoseOfOthers() throws IOException {
    Files.createDirectory(parent.resolve("servllama-without-a-lock"));
    Files.createFile(Files.createDirectory(parent.resolve("another")).resolve("lock"));
    try (WorkFolder work = WorkFolder.create(parent);
        WorkFolder other = WorkFolder.create(parent)) {
      List<String> before = Folders.list(parent);

      work.sweepSiblings();

      assertEquals(before, Folders.list(parent));
      assertTrue(Files.exists(other.path().resolve("lock")));
    }
  }
}
