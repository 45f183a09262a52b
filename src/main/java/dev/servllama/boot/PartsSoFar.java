package dev.servllama.boot;

import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that have been started, until all have: if one fails, those before it are closed. */
final class PartsSoFar {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes the parts, the last first, because of a failure. */
  void close(Throwable failure) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }
}
