package dev.servllama.engine;

/**
 * For whom jobs are, as far as it matters for the order of the queue.
 *
 * @param name those of one name take turns with those of others
 * @param priority larger ones go first; 0 is common
 */
public record Requester(String name, int priority) {
  /** Whoever is nobody in particular. */
  public static final Requester ANYBODY = new Requester("", 0);
}
