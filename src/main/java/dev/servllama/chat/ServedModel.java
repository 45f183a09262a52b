package dev.servllama.chat;

import dev.servllama.engine.Engine;

/**
 * A model that answers.
 *
 * @param id its name in the API
 * @param created when its file was made, in seconds since 1970
 * @param card what people want to know of it
 * @param fingerprint changes when the same seed may give another answer
 * @param engine runs it
 * @param template makes its prompts
 * @param vocabulary what it reads and writes
 */
public record ServedModel(
    String id,
    long created,
    ModelCard card,
    String fingerprint,
    Engine engine,
    ConversationTemplate template,
    Vocabulary vocabulary) {}
