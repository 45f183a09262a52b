package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The Java virtual machine.
 *
 * @param heapUsed in bytes
 * @param heapMax in bytes; -1 where there is no limit
 * @param threads of Java
 * @param collections of garbage
 * @param collectionSeconds what these took
 */
public record JvmReport(
    @JsonProperty("heap_used_bytes") long heapUsed,
    @JsonProperty("heap_max_bytes") long heapMax,
    int threads,
    @JsonProperty("gc_collections") long collections,
    @JsonProperty("gc_seconds") double collectionSeconds) {}
