package dev.servllama.training;

import dev.servllama.embedding.Embedder;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.OverloadedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

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

  private static final int MAX_AT_ONCE = 64;
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String NAME = "dataset";

  private final DatasetFolder folder;
  private final Embedder embedder;
  private final Clock clock;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);

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
    this.clock = clock;
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
   * @throws OverloadedException if too much is going on
   */
  public IngestReport ingest(String owner, IngestOrder order) {
    DatasetName name = DatasetName.check(NAME, order.dataset());
    List<IngestReport.Refused> refused = new ArrayList<>(order.refused());
    List<Example> good = new ArrayList<>();
    for (IngestOrder.Candidate candidate : order.examples()) {
      ExampleRules.problem(candidate.example())
          .ifPresentOrElse(
              problem -> refused.add(new IngestReport.Refused(candidate.index(), problem)),
              () -> good.add(candidate.example()));
    }
    refused.sort(Comparator.comparingInt(IngestReport.Refused::index));
    if (good.isEmpty()) {
      int there = folder.find(owner, name).map(d -> d.info().examples()).orElse(0);
      return new IngestReport(0, 0, refused, there);
    }
    Batch done = admitted(() -> write(owner, name, good, order));
    return new IngestReport(
        good.size() - done.replaced(), done.replaced(), refused, done.examples());
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
    return admitted(
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

  private Batch write(String owner, DatasetName name, List<Example> examples, IngestOrder order) {
    while (true) {
      Dataset dataset = folder.findOrMake(owner, name);
      List<KeyedVector> vectors = order.storeEmbeddings() ? vectors(dataset, examples) : List.of();
      Batch batch = new Batch(stored(examples, order.upsert()), vectors, embedder.id());
      dataset.append(batch);
      batch.check();
      if (!batch.missed()) {
        return batch;
      }
    }
  }

  private List<StoredExample> stored(List<Example> examples, boolean upsert) {
    OptionalLong now = OptionalLong.of(clock.instant().getEpochSecond());
    return examples.stream()
        .map(e -> new StoredExample(ThreadLocalRandom.current().nextLong(), now, e, upsert))
        .toList();
  }

  private List<KeyedVector> vectors(Dataset dataset, List<Example> examples) {
    Map<PromptKey, String> prompts = new LinkedHashMap<>();
    examples.forEach(e -> prompts.putIfAbsent(PromptKey.of(e.prompt()), e.prompt()));
    Set<PromptKey> missing = dataset.withoutVector(prompts.keySet(), embedder.id());
    prompts.keySet().retainAll(missing);
    if (prompts.isEmpty()) {
      return List.of();
    }
    List<float[]> vectors =
        embedder.embed(List.copyOf(prompts.values()), Embedder.Overflow.TRUNCATE).vectors();
    List<KeyedVector> keyed = new ArrayList<>();
    for (PromptKey key : prompts.keySet()) {
      keyed.add(new KeyedVector(key, NearestVectors.unit(vectors.get(keyed.size()))));
    }
    return keyed;
  }

  private Dataset require(String owner, String name) {
    return folder
        .find(owner, DatasetName.check(NAME, name))
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no dataset '%s'.".formatted(name), null, "dataset_not_found"));
  }

  private <T> T admitted(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new OverloadedException(
          "%d requests are at the training data already.".formatted(MAX_AT_ONCE), SOON);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
