package dev.servllama.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write to a folder, which one server has at a time. The lock is the operating
 * system's and goes with a process that is killed.
 *
 * <p>Web applications in one process need more than that: POSIX ends a process's locks on a file
 * when the process closes the file anywhere, so a second application that looked and went would
 * take the first one's lock along. The system properties are one for all class loaders; a name in
 * them keeps the second away from the file.
 */
public final class FolderLock implements Closeable {
  private static final String FILE = ".lock";
  private static final String PROPERTY = "dev.servllama.lock:";

  private final FileChannel channel;
  private final String property;

  private FolderLock(FileChannel channel, String property) {
    this.channel = channel;
    this.property = property;
  }

  /**
   * Takes the lock.
   *
   * @param folder exists
   * @return empty if somebody else has it
   * @throws IOException if nobody can have it, the folder not being writable
   */
  public static Optional<FolderLock> tryAcquire(Path folder) throws IOException {
    String property = PROPERTY + folder.toRealPath();
    if (System.getProperties().putIfAbsent(property, "") != null) {
      return Optional.empty();
    }
    Optional<FolderLock> lock = Optional.empty();
    try {
      lock = lock(folder, property);
      return lock;
    } finally {
      if (lock.isEmpty()) {
        System.getProperties().remove(property);
      }
    }
  }

  private static Optional<FolderLock> lock(Path folder, String property) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Somebody else in this process who does not know of the property.
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new FolderLock(channel, property)) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      System.getProperties().remove(property);
    }
  }
}
