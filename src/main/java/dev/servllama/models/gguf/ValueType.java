package dev.servllama.models.gguf;

/** The types of metadata values; the ordinal is the number in the file. */
enum ValueType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOL(1),
  STRING(0),
  ARRAY(0),
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private static final ValueType[] BY_ID = values();

  private final int bytes;

  ValueType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of a value in bytes; 0 for strings and arrays, whose size stands in the file. */
  int bytes() {
    return bytes;
  }

  static ValueType read(GgufInput in, String field) {
    long id = in.uint32(field);
    if (id >= BY_ID.length) {
      throw in.fault(field, "has the unknown value type " + id);
    }
    return BY_ID[(int) id];
  }
}
