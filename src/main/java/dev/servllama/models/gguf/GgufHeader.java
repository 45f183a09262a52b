package dev.servllama.models.gguf;

/**
 * The checked beginning of one file: everything before the tensors' data.
 *
 * @param metadata the key/value pairs
 * @param tensorCount the number of tensors in this file
 * @param tensors what they add up to
 */
record GgufHeader(Metadata metadata, int tensorCount, TensorTable tensors) {
  private static final int MAGIC = 0x46554747;
  private static final int MAX_TENSORS = 1 << 17;

  /** A name of no bytes, one dimension, its type and offset. */
  private static final int MIN_TENSOR_BYTES = 32;

  private static final int DEFAULT_ALIGNMENT = 32;
  private static final String ALIGNMENT = "general.alignment";

  static GgufHeader read(GgufInput in) {
    checkMagic(in);
    checkVersion(in);
    long tensorCount = tensorCount(in);
    Metadata metadata = MetadataReader.read(in, in.count("metadata count"));
    long tensorsStart = in.position();
    long alignment = alignment(in, metadata);
    in.seek(tensorsStart);
    TensorTable tensors = TensorTable.read(in, (int) tensorCount, alignment);
    return new GgufHeader(metadata, (int) tensorCount, tensors);
  }

  private static void checkMagic(GgufInput in) {
    if (in.size() < Integer.BYTES) {
      throw in.fault("magic", "is missing: the file has only " + in.size() + " bytes");
    }
    int magic = (int) in.uint32("magic");
    if (magic != MAGIC) {
      throw in.faultAt(0, "magic", "is not GGUF: " + guess(magic));
    }
  }

  /** What is most often found in a model's place. */
  private static String guess(int magic) {
    return switch (Integer.reverseBytes(magic)) {
      case 0x76657273 -> "this seems to be a Git LFS pointer, not the file it stands for";
      case 0x3c21444f, 0x3c21646f, 0x3c68746d -> "this seems to be a web page";
      case 0x504b0304 -> "this seems to be a ZIP archive";
      case 0x6c6d6767, 0x746a6767, 0x666d6767 -> "this is a GGML file from before GGUF";
      default -> "this is some other kind of file";
    };
  }

  private static void checkVersion(GgufInput in) {
    long start = in.position();
    long version = in.uint32("version");
    if (version != 0 && (version & 0xffff) == 0) {
      throw in.faultAt(start, "version", "is big-endian; only little-endian files can be read");
    }
    if (version != 2 && version != 3) {
      throw in.faultAt(start, "version", "is " + version + "; only 2 and 3 can be read");
    }
  }

  private static long tensorCount(GgufInput in) {
    long start = in.position();
    long count = in.count("tensor count");
    if (count > MAX_TENSORS || count > in.size() / MIN_TENSOR_BYTES) {
      throw in.faultAt(start, "tensor count", count + " is more than such a file can hold");
    }
    return count;
  }

  private static long alignment(GgufInput in, Metadata metadata) {
    long alignment =
        metadata.integer(ALIGNMENT, 1, Integer.MAX_VALUE).orElse((long) DEFAULT_ALIGNMENT);
    if (Long.bitCount(alignment) != 1) {
      throw in.fault(ALIGNMENT, "is " + alignment + "; it must be a power of two");
    }
    return alignment;
  }
}
