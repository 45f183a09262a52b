package dev.servllama.engine;

import java.util.function.Consumer;

/**
 * What to generate and whom to tell.
 *
 * @param request what to generate
 * @param events told all that happens, in order, until a {@link GenerationEvent.Ended} or {@link
 *     GenerationEvent.Failed}; called from the engine's own threads, so it must not block
 */
public record Job(GenerationRequest request, Consumer<GenerationEvent> events) {}
