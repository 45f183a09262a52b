package dev.servllama.keys;

/**
 * What was used.
 *
 * @param requests that were answered, wholly or in part
 * @param promptTokens tokens of their prompts
 * @param completionTokens tokens of their answers
 * @param cachedTokens those of the prompts that had been read before
 */
public record Usage(long requests, long promptTokens, long completionTokens, long cachedTokens) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(
        requests + other.requests,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        cachedTokens + other.cachedTokens);
  }

  /** What counts against limits of tokens. */
  public long tokens() {
    return promptTokens + completionTokens;
  }
}
