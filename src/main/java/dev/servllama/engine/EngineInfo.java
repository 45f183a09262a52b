package dev.servllama.engine;

/**
 * Which engine it is.
 *
 * @param kind {@code jni}, {@code llama-server} or {@code http}
 * @param version of what computes, as it says itself
 * @param reason why this one was chosen, for a person
 */
public record EngineInfo(String kind, String version, String reason) {}
