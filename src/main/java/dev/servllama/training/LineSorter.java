package dev.servllama.training;

import dev.servllama.training.LineFormat.Decoded;
import dev.servllama.training.LineScanner.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells the examples of a file from what is damaged. Where the byte that has flipped was a line
 * feed, two lines look like one; both are found all the same.
 */
final class LineSorter {
  private static final String START = "{\"id\":\"ex_";

  /** Takes what is in a file, in its order. */
  interface Visitor {
    /**
     * @param length of the line, without the line feed
     */
    void example(long offset, int length, StoredExample example) throws IOException;

    /**
     * A line that holds no example.
     *
     * @param number of the line, from 1
     * @param bytes without the line feed
     */
    void damaged(long number, byte[] bytes, String problem) throws IOException;

    /** The last line, if it has no line feed and holds no example: its writing did not end. */
    void torn(long offset, long length) throws IOException;
  }

  private final Visitor visitor;

  private LineSorter(Visitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Shows a visitor all that is in a file.
   *
   * @return how many bytes there were
   */
  static long sort(Path file, Visitor visitor) throws IOException {
    LineSorter sorter = new LineSorter(visitor);
    long length = 0;
    try (LineScanner scanner = new LineScanner(file)) {
      long number = 1;
      for (Line line = scanner.next(); line != null; line = scanner.next()) {
        sorter.sort(number, line);
        number++;
        length += line.length();
      }
    }
    return length;
  }

  private void sort(long number, Line line) throws IOException {
    if (line.tooLong() && line.ended()) {
      visitor.damaged(number, line.bytes(), "it is longer than any example");
    } else if (line.tooLong()) {
      visitor.torn(line.offset(), line.length());
    } else if (!line.blank()) {
      Decoded decoded = LineFormat.decode(line.bytes());
      if (decoded.example().isPresent()) {
        visitor.example(line.offset(), line.bytes().length, decoded.example().get());
      } else if (!split(number, line)) {
        if (line.ended()) {
          visitor.damaged(number, line.bytes(), decoded.problem());
        } else {
          visitor.torn(line.offset(), line.length());
        }
      }
    }
  }

  private boolean split(long number, Line line) throws IOException {
    int start = new String(line.bytes(), StandardCharsets.ISO_8859_1).lastIndexOf(START);
    if (start < 1) {
      return false;
    }
    byte[] head = Arrays.copyOf(line.bytes(), start - 1);
    byte[] tail = Arrays.copyOfRange(line.bytes(), start, line.bytes().length);
    Decoded first = LineFormat.decode(head);
    Decoded second = LineFormat.decode(tail);
    if (first.example().isEmpty() && (second.example().isEmpty() || !line.ended())) {
      return false;
    }
    part(number, line.offset(), head, first);
    if (second.example().isPresent() || line.ended()) {
      part(number, line.offset() + start, tail, second);
    } else {
      visitor.torn(line.offset() + start - 1, line.length() - start + 1);
    }
    visitor.damaged(number, new byte[0], "the end of a line in it is damaged");
    return true;
  }

  private void part(long number, long offset, byte[] bytes, Decoded decoded) throws IOException {
    if (decoded.example().isPresent()) {
      visitor.example(offset, bytes.length, decoded.example().get());
    } else {
      visitor.damaged(number, bytes, decoded.problem());
    }
  }
}
