package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whether a model is in memory.
 *
 * @param value {@code loaded}, {@code loading}, {@code unloaded} (a request loads it) or {@code
 *     failed} (a later request tries again)
 * @param progress of loading, 0 to 1; null unless it is being loaded
 * @param detail for a person; null when all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelState(String value, Double progress, String detail) {}
