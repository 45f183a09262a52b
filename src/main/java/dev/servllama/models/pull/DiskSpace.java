package dev.servllama.models.pull;

import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much can still be stored in a folder. */
@FunctionalInterface
interface DiskSpace {
  /** The bytes that this process may still write below a folder. */
  long usableBytes(Path directory) throws IOException;

  /** What the file system says. */
  static DiskSpace ofFileSystem() {
    return directory -> Files.getFileStore(directory).getUsableSpace();
  }

  /** Refuses to begin what cannot end well. */
  default void require(long bytes, Path directory) throws IOException {
    long usable = usableBytes(directory);
    if (usable < bytes) {
      throw new StorageException(
          "the disk of "
              + directory.getFileName()
              + " has "
              + usable
              + " bytes free, but the model needs "
              + bytes
              + " more",
          true,
          null);
    }
  }

  /** Whether a message of the operating system or of pip means a full disk or a spent quota. */
  static boolean isFull(String message) {
    String text = String.valueOf(message).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("quota exceeded")
        || text.contains("not enough space");
  }
}
