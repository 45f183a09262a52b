package dev.servllama.models.gguf;

import dev.servllama.error.InvalidModelException;
import java.util.HashSet;
import java.util.Set;

/**
 * The table of tensors, walked once: what it adds up to, and whether every tensor lies where it
 * must. Like ggml, it wants the tensors' data one after another in the order of the table, each at
 * a multiple of the alignment; so none can overlap another.
 *
 * @param elements the number of elements of all tensors together
 */
record TensorTable(long elements) {
  /** ggml keeps names in 64 bytes, the last of which is a NUL. */
  private static final int MAX_NAME_BYTES = 63;

  private static final int MAX_DIMENSIONS = 4;

  static TensorTable read(GgufInput in, int count, long alignment) {
    Walk walk = new Walk(in, alignment);
    for (int i = 0; i < count; i++) {
      walk.next(i);
    }
    walk.checkEnd();
    return new TensorTable(walk.elements);
  }

  private static final class Walk {
    private final GgufInput in;
    private final long alignment;
    private final Set<String> names = new HashSet<>();
    private long elements;
    private long dataBytes;
    private String last = "tensors";

    Walk(GgufInput in, long alignment) {
      this.in = in;
      this.alignment = alignment;
    }

    void next(int index) {
      long start = in.position();
      String name = in.string("tensor " + index + " name", MAX_NAME_BYTES);
      if (name.isEmpty()) {
        throw in.faultAt(start, "tensor " + index + " name", "is empty");
      }
      String field = "tensor " + printable(name);
      if (!names.add(name)) {
        throw in.faultAt(start, field, "is there twice");
      }
      long[] dimensions = dimensions(field);
      TensorType type = TensorType.read(in, field + " type");
      long tensorElements = elements(dimensions, field);
      long bytes = bytes(dimensions[0], tensorElements, type, field);
      checkOffset(field);
      elements = sum(elements, tensorElements, field);
      dataBytes = sum(align(dataBytes, field), bytes, field);
      last = field;
    }

    private long[] dimensions(String field) {
      long start = in.position();
      long count = in.uint32(field + " dimensions");
      if (count < 1 || count > MAX_DIMENSIONS) {
        throw in.faultAt(
            start,
            field + " dimensions",
            "are " + count + "; 1 to " + MAX_DIMENSIONS + " are possible");
      }
      long[] dimensions = new long[(int) count];
      for (int i = 0; i < dimensions.length; i++) {
        dimensions[i] = in.count(field + " dimension " + i);
        if (dimensions[i] == 0) {
          throw in.fault(field, "has dimension " + i + " of length 0");
        }
      }
      return dimensions;
    }

    private long elements(long[] dimensions, String field) {
      try {
        long product = 1;
        for (long dimension : dimensions) {
          product = Math.multiplyExact(product, dimension);
        }
        return product;
      } catch (ArithmeticException e) {
        throw in.fault(field, "has dimensions whose product overflows 63 bits");
      }
    }

    private long bytes(long row, long tensorElements, TensorType type, String field) {
      if (row % type.blockElements() != 0) {
        throw in.fault(
            field,
            "has rows of "
                + row
                + " elements; "
                + type
                + " needs multiples of "
                + type.blockElements());
      }
      try {
        return Math.multiplyExact(tensorElements / type.blockElements(), type.blockBytes());
      } catch (ArithmeticException e) {
        throw in.fault(field, "has a size that overflows 63 bits");
      }
    }

    private void checkOffset(String field) {
      long start = in.position();
      long offset = in.int64(field + " offset");
      long expected = align(dataBytes, field);
      if (offset != expected) {
        throw in.faultAt(
            start,
            field + " offset",
            "is " + Long.toUnsignedString(offset) + "; the tensors before it end at " + expected);
      }
    }

    void checkEnd() {
      long dataStart = align(in.position(), "tensor data");
      long end = sum(dataStart, dataBytes, last);
      if (end > in.size()) {
        throw new InvalidModelException(
            in.file(),
            "the file is cut off: "
                + (end - in.size())
                + " bytes are missing ("
                + last
                + " should end at byte "
                + end
                + ", the file has "
                + in.size()
                + ")");
      }
    }

    private long align(long position, String field) {
      return sum(position, alignment - 1, field) & -alignment;
    }

    private long sum(long a, long b, String field) {
      try {
        return Math.addExact(a, b);
      } catch (ArithmeticException e) {
        throw in.fault(field, "makes the sizes of the tensors overflow 63 bits");
      }
    }

    /** A damaged name must not bring control characters into logs and terminals. */
    private static String printable(String name) {
      return name.replaceAll("\\p{Cntrl}", "?");
    }
  }
}
