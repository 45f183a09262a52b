package dev.servllama.chat.template;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/**
 * How a template is rendered.
 *
 * @param trustedVariables the variables whose texts count as the template's own, such as {@code
 *     bos_token}; all others are the caller's data
 * @param clock what {@code strftime_now} reads, in the clock's own zone
 * @param limits how much the rendering may use
 */
public record RenderOptions(Set<String> trustedVariables, Clock clock, Limits limits) {
  /** Nothing beyond the template itself is trusted; the system's clock; the default limits. */
  public static final RenderOptions DEFAULT =
      new RenderOptions(Set.of(), Clock.systemDefaultZone(), Limits.DEFAULT);

  /** Copies the set. */
  public RenderOptions {
    trustedVariables = Set.copyOf(trustedVariables);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(limits);
  }
}
