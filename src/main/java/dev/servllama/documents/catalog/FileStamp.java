package dev.servllama.documents.catalog;

/**
 * By what a changed file is told.
 *
 * @param bytes its length
 * @param modified when it was changed, in milliseconds since 1970
 */
public record FileStamp(long bytes, long modified) {}
