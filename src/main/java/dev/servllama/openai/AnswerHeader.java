package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What every answer, and every chunk of one, begins with.
 *
 * @param id unlike that of any other answer ({@code chatcmpl-…}, {@code cmpl-…})
 * @param created when the answer was begun, in seconds since 1970
 * @param model the id of the model that answers
 * @param systemFingerprint changes whenever the same seed may give another answer
 */
public record AnswerHeader(
    String id,
    long created,
    String model,
    @JsonProperty("system_fingerprint") String systemFingerprint) {}
