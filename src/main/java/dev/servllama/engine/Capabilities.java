package dev.servllama.engine;

/**
 * What an engine can do. What it cannot is refused with its name and never done otherwise.
 *
 * @param tokens whether prompts are tokens to it; if not, it takes {@link Forwarded} requests and
 *     makes the prompt itself
 * @param sharedPrompts whether several answers to one prompt read it once
 * @param logprobs whether it tells how likely the tokens were
 */
public record Capabilities(boolean tokens, boolean sharedPrompts, boolean logprobs) {}
