package dev.servllama.training;

import dev.servllama.embedding.Embedder;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The datasets of a folder. Each belongs to an owner, and is not there for others. One server at a
 * time writes to the folder; another one reads, and can write as soon as the first has ended.
 * Thread-safe; methods wait for the disk.
 */
public final class Datasets implements AutoCloseable {
  /** The owner of what belongs to everybody. */
  public static final String SHARED = OwnerFolder.SHARED;

  /** The most examples that a search finds. */
  public static final int MAX_HITS = 100;

  private static final String NAME = "dataset";

  private final DatasetFolder folder;
  private final Embedder embedder;
  private final ConcurrencyLimit places = new ConcurrencyLimit();
  private final Ingestion ingestion;

  /**
   * Nothing is read or made before it is needed.
   *
   * @param folder where datasets are kept; made when the first is
   * @param embedder makes vectors of prompts; stays the caller's
   * @param clock tells when an example is stored
   */
  public Datasets(Path folder, Embedder embedder, Clock clock) {
    this.folder = new DatasetFolder(folder);
    this.embedder = embedder;
    ingestion = new Ingestion(this.folder, embedder, clock, places);
  }

  /**
   * Puts examples into a dataset, which is made if there is none. When this returns they outlive a
   * power failure.
   *
   * @throws InvalidRequestException if the name is not one
   * @throws ConflictException if another server writes to the folder, the name is taken in another
   *     case, or the vectors that are there are another model's
   * @throws dev.servllama.error.StorageException if the disk would not take it; nothing is then
   *     kept
   * @throws dev.servllama.error.OverloadedException if too much is going on
   */
  public IngestReport ingest(String owner, IngestOrder order) {
    return ingestion.ingest(owner, DatasetName.check(NAME, order.dataset()), order);
  }

  /** All datasets of an owner, by name. Those that cannot be used tell why. */
  public List<DatasetInfo> list(String owner) {
    return folder.list(owner);
  }

  /**
   * What there is to say of a dataset.
   *
   * @throws NotFoundException if there is none of the name
   */
  public DatasetInfo describe(String owner, String name) {
    return require(owner, name).info();
  }

  /**
   * Some examples of a dataset, in the order in which they were stored.
   *
   * @param after the id of the one before them; empty for the first
   * @param limit how many at most
   * @return to be closed
   * @throws NotFoundException if there is no such dataset
   * @throws InvalidRequestException if there is no example of the id
   */
  public ExampleStream read(String owner, String name, Optional<String> after, int limit) {
    return require(owner, name)
        .read(after, limit)
        .orElseThrow(
            () ->
                InvalidRequestException.of(
                    "after", "Invalid 'after': the dataset has no example of this id."));
  }

  /**
   * The examples whose prompts are nearest in meaning to a text, the nearest first; only those that
   * were ingested with their vectors.
   *
   * @param limit from 1 to {@value #MAX_HITS}
   * @throws NotFoundException if there is no such dataset
   * @throws ConflictException if it has no vectors, or another model's
   */
  public List<Hit> search(String owner, String name, String query, int limit) {
    Dataset dataset = require(owner, name);
    return places.run(
        () -> {
          float[] vector =
              embedder.embed(List.of(query), Embedder.Overflow.TRUNCATE).vectors().get(0);
          return dataset.search(NearestVectors.unit(vector), embedder.id(), limit);
        });
  }

  /**
   * Deletes a dataset.
   *
   * @throws NotFoundException if there is none of the name
   */
  public void delete(String owner, String name) {
    require(owner, name);
    folder.delete(owner, new DatasetName(name));
  }

  /** Ends it, when what is being written has been written. */
  @Override
  public void close() {
    folder.close();
  }

  private Dataset require(String owner, String name) {
    return folder
        .find(owner, DatasetName.check(NAME, name))
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no dataset '%s'.".formatted(name), null, "dataset_not_found"));
  }
}
