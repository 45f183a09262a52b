package dev.servllama.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Metric;
import java.util.List;

/** Looks at members of families without making them. */
final class Reading {
  private Reading() {}

  /** A member's count; 0 if there is no such member. */
  static <M extends Metric & Counting> long count(Family<M> family, String... labels) {
    M member = family.members().get(List.of(labels));
    return member == null ? 0 : member.getCount();
  }

  /** A member's mean, in the unit that is described; null if nothing was counted. */
  static Double meanSeconds(Family<Histogram> family, String... labels) {
    Histogram member = family.members().get(List.of(labels));
    return member == null || member.getCount() == 0
        ? null
        : member.getSnapshot().getMean() * family.description().scale();
  }
}
