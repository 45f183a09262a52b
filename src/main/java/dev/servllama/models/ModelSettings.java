package dev.servllama.models;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which model to run. Immutable.
 *
 * @param directory the models' folder ({@code MODELS_DIR}); it need not exist
 * @param name the model's id in it, with or without {@code .gguf}, or {@code
 *     hf:OWNER/REPO/FILE.gguf} ({@code MODEL_NAME})
 */
public record ModelSettings(Path directory, Optional<String> name) {
  /** Takes a blank name as none. */
  public ModelSettings {
    name = name.map(String::strip).filter(value -> !value.isEmpty());
  }
}
