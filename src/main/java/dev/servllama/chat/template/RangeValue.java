package dev.servllama.chat.template;

import java.util.AbstractList;
import java.util.List;

/** Python's range, of at most {@link Limits#MAX_RANGE} elements. */
record RangeValue(long start, long stop, long step) implements SequenceValue {
  private static final long BOUND = 1L << 60;

  RangeValue {
    if (step == 0) {
      throw TemplateException.failed("range() arg 3 must not be zero");
    }
    if (Math.abs(start) > BOUND || Math.abs(stop) > BOUND || Math.abs(step) > BOUND) {
      throw TemplateException.limit("range too big");
    }
    if (size(start, stop, step) > Limits.MAX_RANGE) {
      throw TemplateException.limit("range too big; the most is " + Limits.MAX_RANGE);
    }
  }

  private static long size(long start, long stop, long step) {
    long span = step > 0 ? stop - start : start - stop;
    long stride = Math.abs(step);
    return span <= 0 ? 0 : (span + stride - 1) / stride;
  }

  @Override
  public List<Value> items() {
    int size = (int) size(start, stop, step);
    return new AbstractList<>() {
      @Override
      public Value get(int index) {
        return IntValue.of(start + index * step);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** The range of the elements that a slice picks. */
  RangeValue slice(Slice slice) {
    long first = start + slice.start() * step;
    long stride = slice.count() > 1 ? slice.step() * step : step;
    return new RangeValue(first, first + slice.count() * stride, stride);
  }

  @Override
  public String typeName() {
    return "range";
  }

  @Override
  public Value attribute(String name) {
    return switch (name) {
      case "start" -> IntValue.of(start);
      case "stop" -> IntValue.of(stop);
      case "step" -> IntValue.of(step);
      default -> SequenceMethods.attribute(this, name);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangeValue range && items().equals(range.items());
  }

  @Override
  public int hashCode() {
    return items().hashCode();
  }
}
