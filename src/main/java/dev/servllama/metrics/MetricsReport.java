package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * All numbers at one time, for people and scripts.
 *
 * @param time of the server, in ISO 8601
 * @param requests of HTTP
 * @param tokens of all models
 * @param models by id
 * @param embeddings of all embedders
 * @param process of the server
 * @param jvm of that process
 */
public record MetricsReport(
    @JsonProperty("server_time") String time,
    RequestReport requests,
    TokenReport tokens,
    Map<String, ModelReport> models,
    EmbeddingReport embeddings,
    ProcessReport process,
    JvmReport jvm) {}
