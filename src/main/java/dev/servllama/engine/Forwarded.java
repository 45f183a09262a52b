package dev.servllama.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request in OpenAI's own form, for an engine that takes it as it is.
 *
 * @param path below the API's root, such as {@code chat/completions}
 * @param body checked before; it asks for one answer
 */
public record Forwarded(String path, ObjectNode body) {}
