package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tokens of all answers that are over.
 *
 * @param prompt of prompts
 * @param completion of answers
 * @param cachedPrompt of the prompts' those that had been read before
 * @param perSecond of answers, as a moving average over a minute
 */
public record TokenReport(
    long prompt,
    long completion,
    @JsonProperty("cached_prompt") long cachedPrompt,
    @JsonProperty("per_second") double perSecond) {}
