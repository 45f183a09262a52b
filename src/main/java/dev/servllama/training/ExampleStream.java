package dev.servllama.training;

import dev.servllama.error.ConflictException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Some examples of a dataset as they were at one moment, read one after the other and never more
 * than one at a time; what is ingested meanwhile does not show. Not thread-safe.
 */
public final class ExampleStream implements Closeable {
  private final String dataset;
  private final RandomAccessFile file;
  private final ExampleIndex.Places places;
  private int next;

  private ExampleStream(String dataset, RandomAccessFile file, ExampleIndex.Places places) {
    this.dataset = dataset;
    this.file = file;
    this.places = places;
  }

  static ExampleStream open(String dataset, Path file, ExampleIndex.Places places)
      throws IOException {
    return new ExampleStream(dataset, new RandomAccessFile(file.toFile(), "r"), places);
  }

  /**
   * The next example; empty behind the last.
   *
   * @throws ConflictException if another program has changed the file meanwhile
   */
  public Optional<StoredExample> next() throws IOException {
    if (next == places.size()) {
      return Optional.empty();
    }
    byte[] line = new byte[places.lengths()[next]];
    file.seek(places.offsets()[next]);
    next++;
    int read = 0;
    while (read < line.length) {
      int count = file.read(line, read, line.length - read);
      if (count < 0) {
        throw changed();
      }
      read += count;
    }
    return Optional.of(LineFormat.decode(line).example().orElseThrow(this::changed));
  }

  private ConflictException changed() {
    return new ConflictException(
        "The file of dataset '%s' was changed while it was read; ask again.".formatted(dataset),
        "dataset_changed");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
