package dev.servllama.retrieval;

import java.util.Optional;

/**
 * A passage that has to do with a conversation.
 *
 * @param text as it stands in the document
 * @param title of the document: what it calls itself, or its file's name
 * @param author who wrote it
 * @param date when, as {@code 2026-11-24}
 * @param page on which it stands, from 1
 * @param path of the file below the collection's folder, or its name
 * @param fileId the file's id
 * @param collection the name of the collection, or its id if it has none
 * @param score 0 to 1
 */
public record Snippet(
    String text,
    String title,
    Optional<String> author,
    Optional<String> date,
    Optional<Integer> page,
    String path,
    String fileId,
    String collection,
    double score) {}
