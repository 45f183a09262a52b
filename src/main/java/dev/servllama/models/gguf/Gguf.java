package dev.servllama.models.gguf;

import dev.servllama.error.InvalidModelException;
import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads and checks GGUF files. Thread-safe. */
public final class Gguf {
  private Gguf() {}

  /**
   * Reads the description of a model and checks that its file is whole. Of a split model, the first
   * part is to be named; all parts are checked. Takes some tens of milliseconds and no more memory
   * than the vocabulary needs, whatever the file holds.
   *
   * @throws InvalidModelException if a file is cut off, malformed or of another kind, or a part is
   *     missing; the message names the field and its place
   * @throws StorageException if it cannot be read
   */
  public static GgufModel read(Path file) {
    List<Path> parts = parts(file);
    long otherWeights = 0;
    long otherBytes = 0;
    for (int i = 1; i < parts.size(); i++) {
      int index = i;
      Part part = open(parts.get(i), in -> checkPart(in, index, parts.size()));
      otherWeights += part.weights();
      otherBytes += part.bytes();
    }
    Part others = new Part(otherWeights, otherBytes);
    return open(file, in -> describe(in, parts, others));
  }

  /** What a part adds to the whole. */
  private record Part(long weights, long bytes) {}

  private static List<Path> parts(Path file) {
    SplitName split = SplitName.parse(file.getFileName().toString()).orElse(null);
    if (split == null) {
      return List.of(file);
    }
    if (split.number() != 1) {
      throw new InvalidModelException(
          file, "is part " + split.number() + " of " + split.count() + "; name the first part");
    }
    List<Path> parts = split.siblings(file);
    List<String> missing =
        parts.stream()
            .filter(part -> !Files.isRegularFile(part))
            .map(part -> part.getFileName().toString())
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidModelException(
          file,
          "is one of "
              + split.count()
              + " parts, of which "
              + missing.size()
              + " are missing; the first missing is "
              + missing.get(0));
    }
    return parts;
  }

  private static <T> T open(Path file, Function<GgufInput, T> reader) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          file, Files.exists(file) ? "is not a regular file" : "does not exist");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return reader.apply(new GgufInput(file, channel));
    } catch (IOException e) {
      throw new StorageException(
          file.getFileName() + " cannot be read: " + e.getMessage(), false, e);
    }
  }

  private static Part checkPart(GgufInput in, int index, int count) {
    GgufHeader header = GgufHeader.read(in);
    checkSplit(in, header.metadata(), index, count);
    return new Part(header.tensors().elements(), in.size());
  }

  private static void checkSplit(GgufInput in, Metadata metadata, int index, int count) {
    long claimed = metadata.integer("split.count", 0, Integer.MAX_VALUE).orElse(1L);
    if (Math.max(1, claimed) != count) {
      throw in.fault("split.count", "is " + claimed + ", but the file's name says " + count);
    }
    long number = metadata.integer("split.no", 0, Integer.MAX_VALUE).orElse(0L);
    if (number != index) {
      throw in.fault("split.no", "is " + number + " where " + index + " belongs");
    }
  }

  private static GgufModel describe(GgufInput in, List<Path> parts, Part others) {
    GgufHeader header = GgufHeader.read(in);
    checkSplit(in, header.metadata(), 0, parts.size());
    long weights = header.tensors().elements() + others.weights();
    if (weights <= 0) {
      throw new InvalidModelException(in.file(), "tensor count is 0: it holds no weights");
    }
    long bytes = in.size() + others.bytes();
    return new Description(in, header.metadata()).of(parts, weights, bytes);
  }
}
