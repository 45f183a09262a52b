package dev.servllama.chat;

import dev.servllama.engine.Engine;
import dev.servllama.error.InvalidRequestException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model that answers.
 *
 * @param id its name in the API
 * @param created when its file was made, in seconds since 1970
 * @param card what people want to know of it; empty where the engine does not tell
 * @param fingerprint changes when the same seed may give another answer
 * @param engine runs it
 * @param prompts tells how its prompts are made; empty where the engine makes them
 */
public record ServedModel(
    String id,
    long created,
    Optional<ModelCard> card,
    String fingerprint,
    Engine engine,
    Optional<Supplier<Prompting>> prompts) {

  /** Whether its prompts are made here. */
  public boolean makesPrompts() {
    return prompts.isPresent();
  }

  /**
   * How its prompts are made.
   *
   * @throws InvalidRequestException if the engine makes them, for what was asked needs them here
   */
  public Prompting requirePrompting() {
    return prompts
        .map(Supplier::get)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    ("The engine '%s' makes its prompts itself, so this cannot be done with the"
                            + " model '%s'.")
                        .formatted(engine.info().kind(), id),
                    "model",
                    "unsupported_engine"));
  }
}
