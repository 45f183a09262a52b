package dev.servllama.models.pull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two pulls of one file apart, in this process or in several. The lock is the operating
 * system's, so it goes with a process that is killed; its empty file stays, because deleting it
 * would let a third process lock another file of the same name.
 *
 * <p>POSIX ends a process's locks on a file when the process closes the file anywhere, so one that
 * waits in vain would take the lock of another in the same process along. Only who has put a name
 * into the system properties, which are one for all class loaders, opens the file.
 */
final class PullLock implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PullLock.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String PROPERTY = "dev.servllama.pull:";

  private final FileChannel channel;
  private final String property;

  private PullLock(FileChannel channel, String property) {
    this.channel = channel;
    this.property = property;
  }

  /** Waits as long as it takes for another pull of the same file to end. */
  static PullLock acquire(Path target) throws IOException {
    Path file = target.resolveSibling("." + target.getFileName() + ".lock");
    String property = PROPERTY + file.toAbsolutePath().normalize();
    awaitTurn(target, () -> System.getProperties().putIfAbsent(property, "") == null);
    try {
      return new PullLock(lock(target, file), property);
    } catch (IOException | RuntimeException e) {
      System.getProperties().remove(property);
      throw e;
    }
  }

  private static FileChannel lock(Path target, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      awaitTurn(target, () -> tryLock(channel));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Tries to take something. */
  private interface Attempt {
    boolean succeeds() throws IOException;
  }

  private static void awaitTurn(Path target, Attempt attempt) throws IOException {
    for (boolean told = false; !attempt.succeeds(); told = true) {
      if (!told) {
        LOG.info("{} is being pulled already; waiting for that", target.getFileName());
      }
      pause();
    }
  }

  /** Another thread of this JVM shows itself by an exception, another process by null. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void pause() throws PullFailedException {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PullFailedException("interrupted", e);
    }
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
