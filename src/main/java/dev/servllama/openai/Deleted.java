package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * That something is gone.
 *
 * @param object the kind of object
 * @param id its name
 * @param deleted true
 */
@JsonPropertyOrder({"id", "object", "deleted"})
public record Deleted(String object, String id, boolean deleted) {}
