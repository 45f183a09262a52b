package dev.servllama.documents.parsing.worker;

import java.io.BufferedReader;
import java.io.IOException;

/** Reads lines, and such that are too long for one in pieces. */
final class Lines {
  private static final int LONGEST = 1 << 14;

  private Lines() {}

  /** The next line without its end; null at the end. */
  static String next(BufferedReader in) throws IOException {
    int next = in.read();
    if (next < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      if (line.length() >= LONGEST && Character.isWhitespace(next)
          || line.length() >= 2 * LONGEST && !Character.isHighSurrogate((char) next)) {
        return line.toString();
      }
      next = in.read();
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }
}
