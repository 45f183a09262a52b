package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Embeddings. What is not known yet is null and left out.
 *
 * @param requests that were answered
 * @param texts in these
 * @param tokens in these
 * @param batchSize mean texts of a batch
 * @param latency mean, in seconds
 * @param queueTokens tokens that wait
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbeddingReport(
    long requests,
    long texts,
    long tokens,
    @JsonProperty("mean_batch_texts") Double batchSize,
    @JsonProperty("mean_duration_seconds") Double latency,
    @JsonProperty("queue_tokens") Number queueTokens) {}
