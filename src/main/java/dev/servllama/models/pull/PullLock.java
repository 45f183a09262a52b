package dev.servllama.models.pull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
 */
final class PullLock implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PullLock.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final FileChannel channel;

  private PullLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits as long as it takes for another pull of the same file to end. */
  static PullLock acquire(Path target) throws IOException {
    Path file = target.resolveSibling("." + target.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      for (boolean told = false; tryLock(channel) == null; told = true) {
        if (!told) {
          LOG.info("{} is being pulled by another process; waiting for it", target.getFileName());
        }
        pause();
      }
      return new PullLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Another thread of this JVM shows itself by an exception, another process by null. */
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
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
    channel.close();
  }
}
