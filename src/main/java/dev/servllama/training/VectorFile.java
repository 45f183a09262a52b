package dev.servllama.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The vectors of prompts: a line of JSON that tells the model and the dimension, then a {@link
 * VectorRecord} for each. A vector is found by its prompt's key and no other way, so one whose
 * example was never written harms nobody. Not thread-safe.
 */
final class VectorFile implements Closeable {
  private static final int MAX_HEADER = 4096;
  private static final int MAX_DIMENSION = 1 << 16;

  /**
   * What the vectors are.
   *
   * @param model that made them
   * @param dimension of each
   * @param length of the header in the file
   */
  record Header(String model, int dimension, int length) {}

  private final Path path;
  private final Set<PromptKey> keys = new HashSet<>();
  private Optional<Header> header = Optional.empty();
  private long length;
  private long damaged;
  private GrowingFile file;

  private VectorFile(Path path) {
    this.path = path;
  }

  /** A file that holds nothing yet. */
  static VectorFile none(Path path) {
    return new VectorFile(path);
  }

  /**
   * Reads which vectors there are.
   *
   * @throws IOException also if the file is something else
   */
  static VectorFile read(Path path) throws IOException {
    VectorFile vectors = new VectorFile(path);
    if (Files.isRegularFile(path) && Files.size(path) > 0) {
      vectors.readKeys();
    }
    return vectors;
  }

  private void readKeys() throws IOException {
    Header found = readHeader();
    header = Optional.of(found);
    length = found.length();
    try (VectorScan scan = VectorScan.open(path, found, Long.MAX_VALUE)) {
      for (VectorRecord record = scan.next(); record != null; record = scan.next()) {
        length += VectorRecord.bytes(found.dimension());
        if (record.whole()) {
          keys.add(record.key());
        } else {
          damaged++;
        }
      }
    }
  }

  private Header readHeader() throws IOException {
    byte[] start;
    try (var in = new java.io.FileInputStream(path.toFile())) {
      start = in.readNBytes(MAX_HEADER);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    try {
      JsonNode node = LineFormat.MAPPER.readTree(start, 0, Math.max(0, end));
      int dimension = node.path("dimension").asInt();
      String model = node.path("model").asText();
      if (end > 0 && dimension > 0 && dimension <= MAX_DIMENSION && !model.isEmpty()) {
        return new Header(model, dimension, end + 1);
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new IOException("it does not begin as a file of vectors does");
  }

  Optional<Header> header() {
    return header;
  }

  /** Of which prompts there is a vector; not to be changed. */
  Collection<PromptKey> keys() {
    return keys;
  }

  /** Its size as far as it is good. */
  long length() {
    return length;
  }

  /** Vectors that cannot be used. */
  long damaged() {
    return damaged;
  }

  Path path() {
    return path;
  }

  /** How many vectors there are, damaged ones too. */
  long records() {
    return header.map(h -> (length - h.length()) / VectorRecord.bytes(h.dimension())).orElse(0L);
  }

  /**
   * Adds vectors that are not there yet, and forces them to disk. They count from {@link #accept}
   * on.
   *
   * @return how long the file was before
   */
  long append(String model, int dimension, List<KeyedVector> vectors) throws IOException {
    long before = length;
    if (file == null) {
      file = GrowingFile.open(path, length);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (before == 0) {
      Header first = newHeader(model, dimension, bytes);
      header = Optional.of(first);
    }
    for (KeyedVector vector : vectors) {
      bytes.writeBytes(VectorRecord.encode(vector));
    }
    try {
      file.append(bytes.toByteArray());
      length = file.length();
    } catch (IOException e) {
      cut(before, e);
      throw e;
    }
    return before;
  }

  /** Takes note of vectors that have been appended. */
  void accept(List<KeyedVector> vectors) {
    vectors.forEach(vector -> keys.add(vector.key()));
  }

  /** Takes back what has been appended since the file had a length. */
  void cut(long to, IOException because) {
    length = to;
    if (to == 0) {
      header = Optional.empty();
    }
    if (file != null) {
      file.cut(to, because);
    }
  }

  private static Header newHeader(String model, int dimension, ByteArrayOutputStream to)
      throws IOException {
    String line =
        LineFormat.MAPPER
            .createObjectNode()
            .put("vectors", 1)
            .put("model", model)
            .put("dimension", dimension)
            .toString();
    to.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    return new Header(model, dimension, to.size());
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
