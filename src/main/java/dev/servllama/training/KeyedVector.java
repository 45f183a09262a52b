package dev.servllama.training;

/**
 * A prompt's vector.
 *
 * @param key the prompt's
 * @param vector of length 1; not to be changed
 */
record KeyedVector(PromptKey key, float[] vector) {}
