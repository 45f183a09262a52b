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
   * @throws dev.servllama.error.UnavailableException if there is none yet, or it is broken, with
   *     the reason
   */
  ServedModel require(Optional<String> name);

  /**
   * All of them, loaded or not; the default is the first.
   *
   * @throws dev.servllama.error.UnavailableException if there is none yet, with the reason
   */
  List<ServedModel> all();

  /** Whether there is a model of that very name, be it loaded or not. */
  boolean has(String name);

  /** How it stands with the default model. */
  ModelStatus status();
}
