package dev.servllama.chat;

/**
 * What an answer took.
 *
 * @param prompt tokens of all prompts, each counted once whatever the number of choices
 * @param completion tokens of all choices, without end tokens
 * @param cached those of the prompts that a slot had read before, at least
 */
public record TokenUsage(int prompt, int completion, int cached) {}
