package dev.servllama.chat;

import java.util.List;
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

  /** All of them; the default is the first. */
  default List<ServedModel> all() {
    return List.of(require(Optional.empty()));
  }

  /** How it stands with the model. */
  ModelStatus status();
}
