package dev.servllama.training;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reads the vectors of a file one after the other. Not thread-safe. */
final class VectorScan implements Closeable {
  private static final int BUFFER = 1 << 18;

  private final InputStream in;
  private final int dimension;
  private final byte[] record;
  private long left;

  private VectorScan(InputStream in, int dimension, long records) {
    this.in = in;
    this.dimension = dimension;
    this.record = new byte[VectorRecord.bytes(dimension)];
    this.left = records;
  }

  /**
   * @param records how many to read at most
   */
  static VectorScan open(Path file, VectorFile.Header header, long records) throws IOException {
    InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER);
    try {
      in.skipNBytes(header.length());
      return new VectorScan(in, header.dimension(), records);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The next, or null behind the last whole record. */
  VectorRecord next() throws IOException {
    if (left-- <= 0 || in.readNBytes(record, 0, record.length) < record.length) {
      return null;
    }
    return VectorRecord.decode(record, dimension);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
