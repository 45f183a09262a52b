package dev.servllama.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One dataset. Thread-safe. */
final class Dataset {
  private final DatasetFiles files;
  private final CurrentState current;
  private final DatasetReader reader;
  private final DatasetWriter writer;

  /**
   * @param writable whether this server may write
   */
  Dataset(DatasetFiles files, boolean writable) {
    this.files = files;
    current = new CurrentState(files, writable);
    reader = new DatasetReader(files, current);
    writer = new DatasetWriter(files, current);
  }

  DatasetName name() {
    return files.name();
  }

  /** Writes what is in a batch; when it returns, the batch knows how it went. */
  void append(Batch batch) {
    writer.append(batch);
  }

  DatasetInfo info() {
    return current.read(DatasetState::info);
  }

  /**
   * Some examples, in the file's order.
   *
   * @param after the id of the example before them; empty for the first
   * @return empty if there is no such id
   */
  Optional<ExampleStream> read(Optional<String> after, int limit) {
    return reader.read(after, limit);
  }

  /** Those of some prompts of which there is no vector. */
  Set<PromptKey> withoutVector(Set<PromptKey> keys, String model) {
    return reader.withoutVector(keys, model);
  }

  /**
   * The examples whose prompts' vectors are the nearest to one.
   *
   * @param query of length 1
   * @param model that made it
   */
  List<Hit> search(float[] query, String model, int limit) {
    return reader.search(query, model, limit);
  }

  /** Removes the dataset; does nothing more afterwards. */
  void delete() {
    writer.delete();
  }

  /** Ends it, when what is being written has been written. */
  void close() {
    writer.close();
  }
}
