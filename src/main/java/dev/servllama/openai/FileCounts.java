package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many files are how far.
 *
 * @param inProgress that cannot be found yet
 * @param completed that can be found
 * @param failed that cannot be read
 * @param cancelled that were not wanted any more
 * @param total all of them
 */
public record FileCounts(
    @JsonProperty("in_progress") int inProgress,
    int completed,
    int failed,
    int cancelled,
    int total) {}
