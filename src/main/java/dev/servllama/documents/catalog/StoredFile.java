package dev.servllama.documents.catalog;

/**
 * An uploaded file.
 *
 * @param id begins with {@code file-}
 * @param owner whose it is
 * @param name as it was uploaded
 * @param purpose as it was uploaded
 * @param bytes of its content
 * @param createdAt in seconds since 1970
 */
public record StoredFile(
    String id, String owner, String name, String purpose, long bytes, long createdAt) {}
