package dev.servllama.chat.template;

/**
 * The positions that a slice picks from a sequence.
 *
 * @param start the first position
 * @param step the distance between positions; negative to go backwards
 * @param count how many positions there are
 */
record Slice(int start, int step, int count) {
  /** Resolves bounds, any of which may be None, for a sequence of that size. */
  static Slice of(Value start, Value stop, Value step, int size) {
    int stride = Math.max(-Integer.MAX_VALUE, bound(step, 1));
    if (stride == 0) {
      throw TemplateException.failed("slice step cannot be zero");
    }
    int lowest = stride > 0 ? 0 : -1;
    int highest = stride > 0 ? size : size - 1;
    int from = clip(start, size, lowest, highest, stride > 0 ? lowest : highest);
    int to = clip(stop, size, lowest, highest, stride > 0 ? highest : lowest);
    long span = stride > 0 ? (long) to - from : (long) from - to;
    long distance = Math.abs((long) stride);
    return new Slice(from, stride, span <= 0 ? 0 : (int) ((span + distance - 1) / distance));
  }

  private static int bound(Value value, int otherwise) {
    if (value == NoneValue.NONE) {
      return otherwise;
    }
    if (!(value instanceof NumberValue number) || !number.integral()) {
      throw Coercion.failure(value, "slice indices must be integers or None");
    }
    return Coercion.toInt(number);
  }

  private static int clip(Value value, int size, int lowest, int highest, int otherwise) {
    int bound = bound(value, otherwise);
    long position = value != NoneValue.NONE && bound < 0 ? (long) bound + size : bound;
    return (int) Math.max(lowest, Math.min(highest, position));
  }

  int position(int index) {
    return start + index * step;
  }
}
