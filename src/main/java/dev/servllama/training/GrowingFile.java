package dev.servllama.training;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that grows at its end, whole additions or none. Not thread-safe.
 *
 * <p>It is not a channel, because an interrupt closes a channel in the middle of what it does, and
 * threads are interrupted when the web application ends.
 */
final class GrowingFile implements Closeable {
  private final RandomAccessFile file;
  private long length;

  private GrowingFile(RandomAccessFile file, long length) {
    this.file = file;
    this.length = length;
  }

  /**
   * Opens a file or makes it.
   *
   * @param length how much of it is good; what is behind is cut off
   */
  static GrowingFile open(Path path, long length) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (file.length() > length) {
        file.setLength(length);
        file.getFD().sync();
      }
      return new GrowingFile(file, length);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** How long it is, as far as it is good. */
  long length() {
    return length;
  }

  /** Whether its last line is ended: one written by hand may not be. */
  boolean endsInLine() throws IOException {
    if (length == 0) {
      return true;
    }
    file.seek(length - 1);
    return file.read() == '\n';
  }

  /** Whether somebody else has changed its length. */
  boolean changed() throws IOException {
    return file.length() != length;
  }

  /**
   * Adds bytes and forces them to disk.
   *
   * @throws IOException if that failed; the file is then as it was, as far as the disk lets it
   */
  void append(byte[] bytes) throws IOException {
    try {
      file.seek(length);
      file.write(bytes);
      file.getFD().sync();
      length += bytes.length;
    } catch (IOException e) {
      cut(length, e);
      throw e;
    }
  }

  /** Takes back what has been added behind a length. */
  void cut(long to, IOException because) {
    try {
      length = to;
      file.setLength(to);
      file.getFD().sync();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
