package dev.servllama.chat.template;

/**
 * How much one rendering may use. The defaults hold for a conversation of a million tokens and end
 * a hostile template within a second.
 *
 * @param steps operations (a name looked up, an attribute, a call, a statement, 64 characters
 *     compared)
 * @param characters UTF-16 units of all texts made on the way, the prompt included; one element of
 *     a list counts as 16
 * @param depth levels of nesting in which macros and recursive loops may run, counted in the
 *     template's own nested blocks and brackets
 */
public record Limits(long steps, long characters, int depth) {
  /** The limits for templates that come with a model file. */
  public static final Limits DEFAULT = new Limits(5_000_000, 32_000_000, 1_000);

  /** The longest template source that is parsed, in UTF-16 units. */
  public static final int MAX_SOURCE = 512 * 1024;

  /** The most nested blocks and brackets in a template's source. */
  public static final int MAX_SOURCE_DEPTH = 100;

  /** The deepest lists and dicts, in variables or built by a template. */
  static final int MAX_VALUE_DEPTH = 200;

  /** Python refuses to print integers of more than 4300 decimal digits; none larger is made. */
  static final int MAX_INTEGER_BITS = 14_284;

  /** The longest range that the sandbox of jinja2 makes. */
  static final int MAX_RANGE = 100_000;

  /** Checks that every limit is positive. */
  public Limits {
    if (steps <= 0 || characters <= 0 || depth <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
