package dev.servllama.metrics;

import java.util.OptionalLong;

/** How it stands with what runs a model. Asked at each look, so answers must be quick. */
public interface EngineSource {

  /**
   * Its places.
   *
   * @param slots how many answers it works on at once
   * @param busy how many now
   * @param waiting how many wait for a slot
   * @param restarts how often its process had to be started again
   */
  record Places(int slots, int busy, int waiting, int restarts) {}

  /**
   * What it is.
   *
   * @param kind of engine, such as {@code llama-server}
   * @param version as it says itself
   * @param reason why it was chosen, for a person
   */
  record About(String kind, String version, String reason) {}

  /** What it is. */
  About about();

  /** Whether its model is in memory. */
  boolean loaded();

  /** Its places now. */
  Places places();

  /** The id of its process; empty if there is none, or it is ours. */
  OptionalLong process();
}
