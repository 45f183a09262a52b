package dev.servllama.keys;

import java.util.OptionalLong;

/**
 * How much a caller may use; what is empty is without limit.
 *
 * @param requestsPerMinute requests to models, refilled evenly
 * @param tokensPerMinute tokens of prompts and answers, refilled evenly
 * @param tokensPerDay the same, in a day of UTC
 * @param tokensPerMonth the same, in a month of UTC
 * @param concurrentRequests requests to models at once
 */
public record Limits(
    OptionalLong requestsPerMinute,
    OptionalLong tokensPerMinute,
    OptionalLong tokensPerDay,
    OptionalLong tokensPerMonth,
    OptionalLong concurrentRequests) {
  /** Without any limit. */
  public static final Limits NONE =
      new Limits(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
}
