package dev.servllama.engine.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a child's standard error, bounded in number and length. Thread-safe. */
final class StderrTail {
  private static final int LINES = 40;
  private static final int LINE_LENGTH = 400;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.add(line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "…" : line);
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
