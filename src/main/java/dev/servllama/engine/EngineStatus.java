package dev.servllama.engine;

/**
 * How it stands with an engine.
 *
 * @param phase what it does
 * @param progress of loading, 0 to 1
 * @param detail why it is not ready, in words for a person; empty when it is
 * @param slots how many generations it runs at once
 * @param busy how many it runs now
 * @param waiting how many wait for a slot
 * @param restarts how often its process had to be started again
 */
public record EngineStatus(
    Phase phase, double progress, String detail, int slots, int busy, int waiting, int restarts) {

  /** What an engine does. */
  public enum Phase {
    /** The model is not in memory; a request loads it. */
    UNLOADED,
    /** The model is being read. */
    LOADING,
    /** Requests are answered. */
    READY,
    /** The process died and is being started again. */
    RESTARTING,
    /** The model cannot be run; only a person can mend it. */
    FAILED,
    /** It was closed. */
    CLOSED
  }

  /** Whether requests are answered. */
  public boolean ready() {
    return phase == Phase.READY;
  }
}
