package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * How likely the tokens of a legacy completion were, or those of a chunk; four lists of one length.
 *
 * @param tokens their texts
 * @param tokenLogprobs natural logarithms of their probabilities
 * @param topLogprobs the likeliest tokens in the place of each, by their texts
 * @param textOffset where each begins in the answer, in characters
 */
public record CompletionLogprobs(
    List<String> tokens,
    @JsonProperty("token_logprobs") List<Double> tokenLogprobs,
    @JsonProperty("top_logprobs") List<Map<String, Double>> topLogprobs,
    @JsonProperty("text_offset") List<Long> textOffset) {}
