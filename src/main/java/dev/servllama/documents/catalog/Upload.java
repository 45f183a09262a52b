package dev.servllama.documents.catalog;

import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is being taken in. For one thread at a time. */
public final class Upload {
  private static final Logger log = LoggerFactory.getLogger(Upload.class);

  private final String id;
  private final Path folder;
  private FileChannel channel;
  private long bytes;

  Upload(String id, Path folder) {
    this.id = id;
    this.folder = folder;
  }

  /**
   * Writes what comes next.
   *
   * @throws dev.servllama.error.StorageException if the disk does not take it
   */
  public void write(byte[] from, int offset, int length) {
    try {
      if (channel == null) {
        open();
      }
      ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      bytes += length;
    } catch (IOException e) {
      discard();
      throw Disk.refused("The file", e);
    }
  }

  /** How much has been written. */
  public long bytes() {
    return bytes;
  }

  String id() {
    return id;
  }

  Path folder() {
    return folder;
  }

  long close() throws IOException {
    if (channel == null) {
      open();
    }
    channel.force(true);
    channel.close();
    return bytes;
  }

  /** Removes what has been written, unless it has been taken in. */
  public void discard() {
    try {
      if (channel != null) {
        channel.close();
      }
      if (Files.exists(folder)) {
        JsonFiles.deleteTree(folder);
      }
    } catch (IOException e) {
      log.warn("An unfinished upload could not be removed: {}", Disk.reason(e));
    }
  }

  private void open() throws IOException {
    channel =
        FileChannel.open(
            FileShelf.contentIn(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
