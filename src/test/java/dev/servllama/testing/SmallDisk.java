package dev.servllama.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A real file system that is soon full: a tmpfs, which Linux mounts for those who may. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one.
   *
   * @param folder exists and is empty
   * @return empty where that is not allowed
   */
  public static Optional<SmallDisk> mount(Path folder, int megabytes) {
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  /** The root of the file system. */
  public Path folder() {
    return folder;
  }

  /** Takes all that is free. */
  public void fill() throws IOException {
    for (int size = 1 << 16; size > 0; size /= 16) {
      try (OutputStream out =
          Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[size]);
        }
      } catch (IOException full) {
        // In smaller pieces there may still be room.
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  public void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static boolean run(String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (!run("umount", folder.toString())) {
      throw new AssertionError("still in use: " + folder);
    }
  }
}
