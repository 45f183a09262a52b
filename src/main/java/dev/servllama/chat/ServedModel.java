package dev.servllama.chat;

import dev.servllama.engine.Engine;
import dev.servllama.error.InvalidRequestException;
import java.util.Optional;

/**
 * A model that answers.
 *
 * @param id its name in the API
 * @param created when its file was made, in seconds since 1970
 * @param card what people want to know of it; empty where the engine does not tell
 * @param fingerprint changes when the same seed may give another answer
 * @param engine runs it
 * @param prompting how its prompts are made; empty where the engine makes them
 */
public record ServedModel(
    String id,
    long created,
    Optional<ModelCard> card,
    String fingerprint,
    Engine engine,
    Optional<Prompting> prompting) {

  /**
   * How its prompts are made.
   *
   * @throws InvalidRequestException if the engine makes them, for what was asked needs them here
   */
  public Prompting requirePrompting() {
    return prompting.orElseThrow(
        () ->
            new InvalidRequestException(
                "The engine '%s' makes its prompts itself, so this cannot be done with the model '%s'."
                    .formatted(engine.info().kind(), id),
                "model",
                "unsupported_engine"));
  }
}
