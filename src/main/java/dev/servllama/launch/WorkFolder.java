package dev.servllama.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of one process that is gone after its end: removed by {@link #close}, or, where the
 * process was killed, by the next one that starts.
 *
 * <p>Its file {@code lock} is locked with the operating system, which lets go of it however the
 * process ends: a folder whose lock can be taken has no owner any more.
 */
final class WorkFolder implements AutoCloseable {
  private static final String PREFIX = "servllama-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private WorkFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a new folder in {@code parent}, readable by this user alone where the system can. */
  static WorkFolder create(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, PREFIX);
    // Locked under another name first: a sweep in between would take an unlocked one for stale.
    Path unready = folder.resolve("lock.new");
    FileChannel channel =
        FileChannel.open(unready, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.move(unready, folder.resolve(LOCK));
    return new WorkFolder(folder, channel);
  }

  /**
   * Removes the folders beside this one that killed processes of the same user left; all others
   * stay untouched.
   */
  void sweepSiblings() throws IOException {
    UserPrincipal self = Files.getOwner(folder);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.getParent(), PREFIX + "*")) {
      for (Path other : found) {
        // Never our own: to open and close its lock would let go of it, as POSIX has it.
        if (!other.equals(folder) && isWorkFolderOf(self, other)) {
          removeIfStale(other);
        }
      }
    }
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    delete(folder);
    lock.close();
  }

  private static boolean isWorkFolderOf(UserPrincipal user, Path folder) {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user);
    } catch (IOException gone) {
      return false;
    }
  }

  private static void removeIfStale(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      if (taken != null) {
        delete(folder);
      }
    } catch (IOException | OverlappingFileLockException inUse) {
      // It stays: whoever owns it removes it.
    }
  }

  /**
   * Removes a folder and all in it, following no links. It needs no class that is not loaded by
   * then: at the end of the process the WAR may be another one.
   */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path deepestFirst : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(deepestFirst);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
