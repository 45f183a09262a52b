package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A model. What is not known yet is null and left out.
 *
 * @param requests for answers that are over
 * @param refused of these, because the queue was full
 * @param outcomes requests by how they ended
 * @param promptTokens as in {@code usage}
 * @param completionTokens as in {@code usage}
 * @param cachedPromptTokens as in {@code usage}
 * @param timeToFirstToken mean, in seconds
 * @param tokensPerSecond of one answer, by the mean time between tokens
 * @param engine what runs it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelReport(
    long requests,
    long refused,
    Map<String, Long> outcomes,
    @JsonProperty("prompt_tokens") long promptTokens,
    @JsonProperty("completion_tokens") long completionTokens,
    @JsonProperty("cached_prompt_tokens") long cachedPromptTokens,
    @JsonProperty("time_to_first_token_seconds") Double timeToFirstToken,
    @JsonProperty("tokens_per_second") Double tokensPerSecond,
    EngineReport engine) {}
