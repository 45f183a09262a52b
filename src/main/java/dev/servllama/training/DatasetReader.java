package dev.servllama.training;

import dev.servllama.error.ConflictException;
import dev.servllama.error.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads and searches a dataset. Thread-safe. */
final class DatasetReader {
  private final DatasetFiles files;
  private final CurrentState current;

  DatasetReader(DatasetFiles files, CurrentState current) {
    this.files = files;
    this.current = current;
  }

  /** See {@link Dataset#read}. */
  Optional<ExampleStream> read(Optional<String> after, int limit) {
    return current.read(
        state -> {
          ExampleIndex index = state.index();
          int start = after.isEmpty() ? 0 : behind(index, after.get());
          return start < 0 ? Optional.empty() : Optional.of(open(index.from(start, limit)));
        });
  }

  /** See {@link Dataset#withoutVector}. */
  Set<PromptKey> withoutVector(Set<PromptKey> keys, String model) {
    return current.read(
        state -> {
          checkVectors(state, model);
          Set<PromptKey> missing = new HashSet<>(keys);
          missing.removeAll(state.vectors().keys());
          return missing;
        });
  }

  /** See {@link Dataset#search}. */
  List<Hit> search(float[] query, String model, int limit) {
    NearestVectors nearest = new NearestVectors(query, limit);
    try (VectorScan scan = scan(model)) {
      nearest.search(scan, this::contains);
    } catch (IOException e) {
      throw current.unreadable(e);
    }
    return hits(nearest, limit);
  }

  private boolean contains(PromptKey key) {
    return current.read(state -> state.index().contains(key));
  }

  private VectorScan scan(String model) {
    return current.read(
        state -> {
          checkVectors(state, model);
          VectorFile vectors = state.vectors();
          VectorFile.Header header = vectors.header().orElseThrow(this::noVectors);
          return VectorScan.open(vectors.path(), header, vectors.records());
        });
  }

  private List<Hit> hits(NearestVectors nearest, int limit) {
    return current.read(
        state -> {
          List<Hit> hits = new ArrayList<>();
          for (NearestVectors.Near near : nearest.found()) {
            try (ExampleStream examples = open(state.index().withPrompt(near.key()))) {
              Optional<StoredExample> next = examples.next();
              while (next.isPresent() && hits.size() < limit) {
                hits.add(new Hit(near.score(), next.get()));
                next = examples.next();
              }
            }
          }
          return hits;
        });
  }

  private ExampleStream open(ExampleIndex.Places places) throws IOException {
    return ExampleStream.open(name(), files.lines(), places);
  }

  private static int behind(ExampleIndex index, String after) {
    OptionalLong id = StoredExample.number(after);
    return id.isPresent() ? index.behind(id.getAsLong()) : -1;
  }

  private void checkVectors(DatasetState state, String model) {
    state
        .vectorProblem()
        .ifPresent(
            problem -> {
              throw new StorageException(
                  "Dataset '%s': %s".formatted(name(), problem), false, null);
            });
    Optional<String> other =
        state.vectors().header().map(VectorFile.Header::model).filter(m -> !m.equals(model));
    if (other.isPresent()) {
      throw new ConflictException(
          ("The vectors of dataset '%s' were made by '%s'; those of '%s', which this server uses,"
                  + " cannot be compared with them.")
              .formatted(name(), other.get(), model),
          "embedding_model_mismatch");
    }
  }

  private ConflictException noVectors() {
    return new ConflictException(
        "No example of dataset '%s' has a vector; ingest them with store_embeddings."
            .formatted(name()),
        "no_embeddings");
  }

  private String name() {
    return files.name().text();
  }
}
