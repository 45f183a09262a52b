package dev.servllama.chat.template;

/**
 * How much there is to a value. Lists may share their elements, so that a few hundred steps can
 * build one that takes ages to walk through; whoever walks a value charges for its weight first.
 *
 * @param depth how deep containers nest; 0 for what is no container
 * @param weight how many values a full walk meets, long texts counting for more than one
 */
record Extent(int depth, long weight) {
  static final Extent LEAF = new Extent(0, 1);
  private static final long HEAVIEST = Long.MAX_VALUE / 4;

  /** The extent of a container with such elements. */
  static Extent over(Iterable<Value> elements) {
    int depth = 0;
    long weight = 1;
    for (Value element : elements) {
      Extent extent = element.extent();
      depth = Math.max(depth, extent.depth);
      weight = Math.min(HEAVIEST, weight + extent.weight);
    }
    if (depth >= Limits.MAX_VALUE_DEPTH) {
      throw TemplateException.limit("lists or dicts nest too deeply");
    }
    return new Extent(depth + 1, weight);
  }

  /** The extent of both together. */
  Extent and(Extent other) {
    return new Extent(Math.max(depth, other.depth), Math.min(HEAVIEST, weight + other.weight));
  }
}
