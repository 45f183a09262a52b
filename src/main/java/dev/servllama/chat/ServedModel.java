package dev.servllama.chat;

import dev.servllama.engine.Engine;
import java.util.Optional;

/**
 * A model that answers.
 *
 * @param id its name in the API
 * @param created when its file was made, in seconds since 1970
 * @param fingerprint changes when the same seed may give another answer
 * @param engine runs it
 * @param prompting how its prompts are made; empty where the engine makes them
 */
public record ServedModel(
    String id, long created, String fingerprint, Engine engine, Optional<Prompting> prompting) {}
