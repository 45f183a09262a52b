package dev.servllama.documents.index;

/**
 * A chunk in the index.
 *
 * @param source what it is from
 * @param ordinal its number in its file, from 0
 * @param text what it says
 * @param page from 1; 0 where the document has no pages
 * @param path the headings above it, in one line
 */
public record IndexedChunk(Source source, int ordinal, String text, int page, String path) {}
