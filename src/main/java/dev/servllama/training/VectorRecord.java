package dev.servllama.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A vector as it stands in a file: the prompt's key (16 bytes), the numbers (IEEE 754 single
 * precision, little-endian), and the CRC-32C of both.
 *
 * @param key the prompt's
 * @param vector the numbers; not to be changed
 * @param whole whether the checksum is right
 */
record VectorRecord(PromptKey key, float[] vector, boolean whole) {
  private static final int CRC_BYTES = 4;

  /** How long one is. */
  static int bytes(int dimension) {
    return PromptKey.BYTES + dimension * Float.BYTES + CRC_BYTES;
  }

  static byte[] encode(KeyedVector keyed) {
    byte[] bytes = new byte[bytes(keyed.vector().length)];
    ByteBuffer to = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    keyed.key().write(to);
    for (float number : keyed.vector()) {
      to.putFloat(number);
    }
    to.putInt(crc(bytes));
    return bytes;
  }

  static VectorRecord decode(byte[] bytes, int dimension) {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    PromptKey key = PromptKey.read(from);
    float[] vector = new float[dimension];
    from.asFloatBuffer().get(vector);
    int crc = from.getInt(bytes.length - CRC_BYTES);
    return new VectorRecord(key, vector, crc == crc(bytes));
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - CRC_BYTES);
    return (int) crc.getValue();
  }
}
