package dev.servllama.training;

import java.util.OptionalLong;

/**
 * An example of a dataset.
 *
 * @param id its name within the dataset; stays when the file is compacted
 * @param created when it was stored, in seconds since 1970; empty for a line written by hand
 * @param example the example itself
 * @param replaces whether it takes the place of all that stand before it and have the same prompt
 */
public record StoredExample(long id, OptionalLong created, Example example, boolean replaces) {
  private static final String PREFIX = "ex_";

  /** The id as it stands in the file and on the wire: {@code ex_} and sixteen hex digits. */
  public String name() {
    return name(id);
  }

  static String name(long id) {
    return "%s%016x".formatted(PREFIX, id);
  }

  /**
   * The number in an id.
   *
   * @return empty if it is not one
   */
  static OptionalLong number(String name) {
    return name.matches(PREFIX + "[0-9a-f]{16}")
        ? OptionalLong.of(Long.parseUnsignedLong(name.substring(PREFIX.length()), 16))
        : OptionalLong.empty();
  }
}
