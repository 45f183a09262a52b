package dev.servllama.engine.pool;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import java.util.Optional;

/**
 * A model that the pool may load, and what is known of it before. Thread-safe; {@link #start} and
 * {@link #ended} are called by one thread, in turns.
 */
public interface ModelSource {

  /** Which engine it is for. */
  EngineInfo info();

  /** What that engine can do. */
  Capabilities capabilities();

  /** Tokens that prompt and answer of one generation may have together. */
  int contextLength();

  /** Token ids run from 0 to this, exclusive. */
  int vocabularySize();

  /** What it takes of memory when loaded, in bytes. */
  long memoryBytes();

  /** Why it is never loaded, for a person; empty if it can be. */
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /**
   * Starts an engine, which begins to load the model; returns soon.
   *
   * @throws dev.servllama.error.ServllamaException if it cannot be loaded, with the reason
   */
  Engine start();

  /** The engine has been closed, or none could be started. */
  void ended();
}
