package dev.servllama.training;

import dev.servllama.error.StorageException;
import dev.servllama.storage.Disk;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes batches to a dataset's files, whole or not at all: the vectors first, since they mean
 * nothing without the lines. For one thread at a time.
 */
final class LineWriter implements Closeable {
  private final DatasetFiles files;
  private final DatasetState state;
  private final GrowingFile lines;
  private boolean fresh;

  private LineWriter(DatasetFiles files, DatasetState state, GrowingFile lines, boolean fresh) {
    this.fresh = fresh;
    this.files = files;
    this.state = state;
    this.lines = lines;
  }

  static LineWriter open(DatasetFiles files, DatasetState state) throws IOException {
    Disk.createFolder(files.folder());
    boolean fresh = !files.exist();
    GrowingFile lines = GrowingFile.open(files.lines(), state.contents().length());
    return new LineWriter(files, state, lines, fresh);
  }

  /** Whether somebody else has written to the file. */
  boolean disturbed() throws IOException {
    return lines.changed();
  }

  long length() {
    return lines.length();
  }

  /** Of the file as it is. */
  ExampleIndex index() {
    return state.index();
  }

  /**
   * Writes and forces to disk. After a failure the writer is closed.
   *
   * @return where the first line begins
   * @throws StorageException if the disk would not take it; the files are then as they were
   */
  long write(List<Batch> group) {
    long vectorsBefore = state.vectors().length();
    long before = lines.length();
    try {
      boolean newVectors = writeVectors(group) == 0;
      int gap = lines.endsInLine() ? 0 : 1;
      lines.append(bytes(group, gap));
      if (fresh || newVectors) {
        Disk.force(files.folder());
        fresh = false;
      }
      return before + gap;
    } catch (IOException e) {
      undo(before, vectorsBefore, e);
      throw Disk.refused("The examples for dataset '%s'".formatted(files.name().text()), e);
    }
  }

  /**
   * @return how long the file of vectors was before, or -1 if there was nothing to write
   */
  private long writeVectors(List<Batch> group) throws IOException {
    Map<PromptKey, KeyedVector> fresh = new LinkedHashMap<>();
    String model = "";
    for (Batch batch : group) {
      for (KeyedVector vector : batch.vectors()) {
        if (!state.vectors().keys().contains(vector.key())) {
          fresh.putIfAbsent(vector.key(), vector);
          model = batch.model();
        }
      }
    }
    if (fresh.isEmpty()) {
      return -1;
    }
    List<KeyedVector> vectors = List.copyOf(fresh.values());
    return state.vectors().append(model, vectors.get(0).vector().length, vectors);
  }

  private static byte[] bytes(List<Batch> group, int gap) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (gap > 0) {
      bytes.write('\n');
    }
    group.forEach(batch -> batch.lines().forEach(line -> bytes.writeBytes(line.line())));
    return bytes.toByteArray();
  }

  private void undo(long before, long vectorsBefore, IOException cause) {
    lines.cut(before, cause);
    state.vectors().cut(vectorsBefore, cause);
    try {
      close();
      if (vectorsBefore == 0) {
        Files.deleteIfExists(files.vectors());
      }
      if (fresh) {
        Files.deleteIfExists(files.lines());
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
    state.vectors().close();
  }
}
