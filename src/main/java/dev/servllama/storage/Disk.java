package dev.servllama.storage;

import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What must reach the disk for a change in a folder to last. */
public final class Disk {
  private Disk() {}

  /**
   * Forces a folder's entries to disk, without which a new file may be gone after a power failure.
   * Windows has no such thing and needs none.
   */
  public static void force(Path folder) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          // The folder must be forced all the same: somebody has been promised it.
          interrupted |= Thread.interrupted();
        } catch (AccessDeniedException e) {
          if (!System.getProperty("os.name").startsWith("Windows")) {
            throw e;
          }
          return;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Puts one file, which has been forced to disk, in the place of another. */
  public static void replace(Path target, Path draft) throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(target.toAbsolutePath().getParent());
  }

  /** Makes a folder that outlasts a power failure, with those above it. */
  public static void createFolder(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    createFolder(absolute.getParent());
    Files.createDirectories(absolute);
    force(absolute.getParent());
  }

  /** The error for a disk that would not take something. */
  public static StorageException refused(String what, IOException cause) {
    boolean full = isFull(cause);
    return new StorageException(
        full
            ? what + " could not be stored: the disk is full. Nothing of it has been kept."
            : what + " could not be stored: " + reason(cause),
        full,
        cause);
  }

  /** The error for something that is on the disk but cannot be read. */
  public static StorageException unreadable(String what, IOException cause) {
    return new StorageException(what + " cannot be read: " + reason(cause), false, cause);
  }

  /** The system's words without the path, which is nobody's business. */
  public static String reason(IOException cause) {
    if (cause instanceof java.nio.file.FileSystemException e) {
      return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
    return String.valueOf(cause.getMessage()).replaceFirst("^.*[/\\\\][^ ]* \\((.*)\\)$", "$1");
  }

  private static boolean isFull(IOException failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("quota exceeded")
        || text.contains("not enough space");
  }
}
