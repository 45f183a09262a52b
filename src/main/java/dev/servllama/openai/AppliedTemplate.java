package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to {@code POST /v1/apply-template}.
 *
 * @param model the id of the model
 * @param prompt what the model's template makes of the conversation
 * @param count how many tokens the model reads of it, a begin token that the template does not
 *     write included
 * @param maxModelLength how many tokens a prompt and its answer may have together
 */
public record AppliedTemplate(
    String model, String prompt, int count, @JsonProperty("max_model_len") int maxModelLength) {}
