package dev.servllama.training;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reads a file line by line, with where each begins. Not thread-safe. */
final class LineScanner implements Closeable {
  /** Far more than the longest example takes; what is longer is no line of ours. */
  static final int MAX_LINE = 1 << 24;

  private static final int BUFFER = 1 << 16;

  /**
   * A line.
   *
   * @param offset of its first byte
   * @param bytes without the line feed; only the first {@value #MAX_LINE} if there are more
   * @param length with the line feed
   * @param ended whether a line feed ends it
   */
  record Line(long offset, byte[] bytes, long length, boolean ended) {
    boolean tooLong() {
      return length - (ended ? 1 : 0) > bytes.length;
    }

    boolean blank() {
      return !tooLong()
          && new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private long offset;

  LineScanner(Path file) throws IOException {
    in = new FileInputStream(file.toFile());
  }

  /** The next line, or null behind the last. */
  Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    while (fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      int count = end - position;
      line.write(buffer, position, Math.min(count, MAX_LINE - line.size()));
      length += count;
      boolean ended = end < filled;
      position = end + (ended ? 1 : 0);
      if (ended) {
        return line(line, length + 1, true);
      }
    }
    return length == 0 ? null : line(line, length, false);
  }

  private Line line(ByteArrayOutputStream bytes, long length, boolean ended) {
    Line line = new Line(offset, bytes.toByteArray(), length, ended);
    offset += length;
    return line;
  }

  private boolean fill() throws IOException {
    if (position == filled) {
      position = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return position < filled;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
