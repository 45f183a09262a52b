package dev.servllama.documents.index;

/**
 * What a chunk is from.
 *
 * @param fileId the file's id
 * @param title what the document calls itself; empty if it does not
 * @param author who wrote it; empty if it does not say
 * @param date when; empty if it does not say
 */
public record Source(String fileId, String title, String author, String date) {}
