package dev.servllama.training;

/**
 * An example that a search has found.
 *
 * @param score the cosine of its prompt's vector and the query's, from -1 to 1
 * @param example the example
 */
public record Hit(double score, StoredExample example) {}
