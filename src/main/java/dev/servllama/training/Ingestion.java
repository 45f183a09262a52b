package dev.servllama.training;

import dev.servllama.embedding.Embedder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Takes examples into datasets: checks them, has vectors made, and has both written. Thread-safe.
 */
final class Ingestion {
  private final DatasetFolder folder;
  private final Embedder embedder;
  private final Clock clock;
  private final ConcurrencyLimit limit;

  Ingestion(DatasetFolder folder, Embedder embedder, Clock clock, ConcurrencyLimit limit) {
    this.folder = folder;
    this.embedder = embedder;
    this.clock = clock;
    this.limit = limit;
  }

  /** See {@link Datasets#ingest}. */
  IngestReport ingest(String owner, DatasetName name, IngestOrder order) {
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
    Batch done = limit.run(() -> write(owner, name, good, order));
    return new IngestReport(
        good.size() - done.replaced(), done.replaced(), refused, done.examples());
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
}
