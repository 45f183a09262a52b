package dev.servllama.engine.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder that is gone after {@link #close}, and where its owner was killed, at the next
 * {@link #create}: the owner holds a lock on a file in it, which the operating system lets go of
 * whatever way the owner ends.
 */
public final class WorkFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkFolder.class);
  private static final String LOCK = ".lock";

  private final Path path;
  private final FileChannel lock;

  private WorkFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Removes what dead owners have left, then makes a new folder.
   *
   * @param parent where, such as the system's temporary folder
   * @param prefix begins the names of all folders of this kind
   */
  public static WorkFolder create(Path parent, String prefix) throws IOException {
    String ours = prefix + processTag();
    sweep(parent, prefix, ours);
    Path path = Files.createTempDirectory(parent, ours);
    // Locked under another name first: a sweep in between would take an unlocked one for stale.
    Path unready = path.resolve(LOCK + ".new");
    FileChannel channel =
        FileChannel.open(unready, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.move(unready, path.resolve(LOCK));
    return new WorkFolder(path, channel);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.close();
    delete(path);
  }

  /** Names this process among those of all times: ids come again, with another start. */
  private static String processTag() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + start + "-";
  }

  private static void sweep(Path parent, String prefix, String ours) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        // Our own are never looked at: POSIX lets go of a process's lock on a file as soon as that
        // process closes the file, by whichever channel.
        if (!folder.getFileName().toString().startsWith(ours) && isStale(folder)) {
          deleteStale(folder);
        }
      }
    }
  }

  private static boolean isStale(Path folder) {
    // A folder without a lock file may be one that is just being made.
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken != null;
    } catch (OverlappingFileLockException | IOException e) {
      return false;
    }
  }

  private static void deleteStale(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      log.debug("{} is being removed by somebody else too", folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : deepestFirst) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        // On Windows a library that is still mapped stays until the next start.
        log.debug("{} could not be deleted", each, e);
      }
    }
  }
}
