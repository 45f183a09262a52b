package dev.servllama.documents.index;

/**
 * A chunk that was found.
 *
 * @param index in which of the indexes that were searched, from 0
 * @param chunk what was found
 * @param fused its share of the best possible rank in all lists, 0 to 1; hits are ordered by it
 * @param similarity in meaning to the nearest of the questions, -1 to 1
 * @param coverage how much of what a question's words tell apart is in it, 0 to 1
 */
public record ChunkHit(
    int index, IndexedChunk chunk, double fused, double similarity, double coverage) {}
