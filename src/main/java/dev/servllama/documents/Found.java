package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.index.IndexedChunk;

/**
 * A passage that was found.
 *
 * @param collection where
 * @param file in which file of it
 * @param chunk the passage
 * @param score 0 to 1: its rank, and how near the best of all is to the question
 * @param similarity in meaning to the question, -1 to 1
 * @param coverage how much of what the question's words tell apart is in it, 0 to 1
 */
public record Found(
    DocumentCollection collection,
    Entry file,
    IndexedChunk chunk,
    double score,
    double similarity,
    double coverage) {}
