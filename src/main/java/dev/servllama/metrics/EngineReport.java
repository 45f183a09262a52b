package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What runs a model.
 *
 * @param engine what it is, and why it was chosen
 * @param loaded whether the model is in memory
 * @param slots answers that are worked on at once
 * @param busy those that are worked on now
 * @param queueLength those that wait
 * @param restarts of its process
 * @param process its process
 */
public record EngineReport(
    EngineSource.About engine,
    boolean loaded,
    @JsonProperty("slots_total") int slots,
    @JsonProperty("slots_busy") int busy,
    @JsonProperty("queue_length") int queueLength,
    int restarts,
    ProcessReport process) {}
