package dev.servllama.bench;

import java.util.Optional;

/** Something that streams answers. Safe for use by several threads. */
interface Target extends AutoCloseable {

  /** What it is called in the table. */
  String name();

  /**
   * Streams one answer.
   *
   * @param question what is asked; never the same twice, so that no cache answers
   * @param tokens how many tokens the answer may have
   */
  Sample stream(String question, int tokens) throws Exception;

  /** The process above the engine, where there is one whose processor time may be asked. */
  default Optional<ProcessHandle> aboveTheEngine() {
    return Optional.empty();
  }

  @Override
  void close();

  /**
   * One answer.
   *
   * @param firstNanos until the first token
   * @param totalNanos until the last
   * @param tokens how many there were
   */
  record Sample(long firstNanos, long totalNanos, int tokens) {
    /** Tokens per second from the first to the last. */
    double rate() {
      return (tokens - 1) * 1e9 / Math.max(1, totalNanos - firstNanos);
    }
  }
}
