package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A passage of a document that stands in a prompt. Null stands for what the document does not say.
 *
 * @param text as it stands in the document
 * @param title of the document
 * @param author who wrote it
 * @param date when, as {@code 2026-11-24}
 * @param page on which it stands, from 1
 * @param path of its file
 * @param fileId its file's id
 * @param collection in which it is
 * @param score 0 to 1
 */
@JsonPropertyOrder({"text", "title", "author", "date", "page", "path", "file_id", "collection"})
public record Reference(
    String text,
    String title,
    String author,
    String date,
    Integer page,
    String path,
    @JsonProperty("file_id") String fileId,
    String collection,
    double score) {}
