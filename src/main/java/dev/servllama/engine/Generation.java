package dev.servllama.engine;

/** A handle on a job that an engine has taken in. Thread-safe. */
public interface Generation {

  /**
   * Ends it early: its slot is free, or its place in the queue, as soon as the part of the prompt
   * or the token under way is done. Does nothing when it is over.
   */
  void cancel();
}
