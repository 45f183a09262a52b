package dev.servllama.chat;

import java.util.Optional;

/** The models that this server has. Thread-safe. */
public interface ServedModels {

  /**
   * The model of a name: its id, its id without {@code .gguf}, or one of its other names.
   *
   * @param name empty for the default
   * @throws dev.servllama.error.NotFoundException if there is none of that name
   * @throws dev.servllama.error.UnavailableException if it is not ready, with the reason
   */
  ServedModel require(Optional<String> name);

  /** How it stands with the model. */
  ModelStatus status();
}
