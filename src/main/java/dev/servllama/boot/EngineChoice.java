package dev.servllama.boot;

import java.nio.file.Path;

/** Which engine is to run, and why. */
sealed interface EngineChoice {
  /** Why, for a person. */
  String reason();

  /** The one in the WAR. */
  record Inside(String reason) implements EngineChoice {}

  /**
   * A llama-server of the user's own.
   *
   * @param version what it says of itself
   */
  record LlamaServer(Path program, String version, String reason) implements EngineChoice {}
}
