package dev.servllama.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  private static final String PREFIX = "work-";

  @TempDir private Path parent;

  /** Another process: makes a folder, names it, and holds it until its input ends. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws IOException {
      WorkFolder folder = WorkFolder.create(Path.of(arguments[0]), PREFIX);
      System.out.println(folder.path());
      System.in.read();
    }
  }

  @Test
  void isGoneWithAllThatIsInItWhenClosed() throws IOException {
    try (WorkFolder folder = WorkFolder.create(parent, PREFIX)) {
      Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "d");
    }
    assertEquals(List.of(), Folders.list(parent));
  }

  @Test
  void isSweptWhenItsOwnerWasKilledAndLeftAloneWhileItLives() throws Exception {
    Process owner = owner();
    try (BufferedReader out = owner.inputReader()) {
      Path theirs = Path.of(out.readLine());

      WorkFolder.create(parent, PREFIX).close();
      assertTrue(Files.exists(theirs));

      owner.destroyForcibly().waitFor();
      assertTrue(Files.exists(theirs));
      WorkFolder.create(parent, PREFIX).close();
      assertFalse(Files.exists(theirs));
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void staysLockedWhenTheSameProcessMakesAnother() throws Exception {
    try (WorkFolder first = WorkFolder.create(parent, PREFIX);
        WorkFolder second = WorkFolder.create(parent, PREFIX)) {
      Process other = owner();
      try (BufferedReader out = other.inputReader()) {
        assertTrue(Files.isDirectory(Path.of(out.readLine())));

        assertTrue(Files.exists(first.path()));
        assertTrue(Files.exists(second.path()));
      } finally {
        other.destroyForcibly().waitFor();
      }
    }
  }

  private Process owner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
