package dev.servllama.embedding;

import java.util.List;

/**
 * The vectors of a request.
 *
 * @param vectors in the order of the inputs; they belong to the caller
 * @param tokens that were read for all of them, those that the model puts around a text included
 */
public record Embeddings(List<float[]> vectors, int tokens) {}
