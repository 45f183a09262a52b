package dev.servllama.training;

import dev.servllama.error.ConflictException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.StorageException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dataset. Writing is done by one thread at a time, for all that wait, and holds nobody up who
 * reads: what is being written is behind all that the state knows of. Thread-safe.
 */
final class Dataset {
  /** What may be replaced before it is worth a compaction. */
  private static final long SLACK = 1 << 20;

  /** How large a file is rewritten when the server ends, so that a person finds it tidy. */
  private static final long TIDY = 1 << 24;

  private static final Logger log = LoggerFactory.getLogger(Dataset.class);

  private final DatasetFiles files;
  private final boolean writable;
  private final GroupCommit<Batch> commits = new GroupCommit<>(this::commit);

  /** Guarded by this; null until it is needed, and when it must be read again. */
  private DatasetState state;

  /** Guarded by this. */
  private boolean gone;

  /** For whoever commits. */
  private LineWriter writer;

  /**
   * @param writable whether this server may write
   */
  Dataset(DatasetFiles files, boolean writable) {
    this.files = files;
    this.writable = writable;
  }

  DatasetName name() {
    return files.name();
  }

  /** Writes what is in a batch; when it returns, the batch knows how it went. */
  void append(Batch batch) {
    commits.commit(batch);
  }

  synchronized DatasetInfo info() {
    return reading(() -> state().info());
  }

  /**
   * Some examples, in the file's order.
   *
   * @param after the id of the example before them; empty for the first
   * @return empty if there is no such id
   */
  synchronized Optional<ExampleStream> read(Optional<String> after, int limit) {
    return reading(
        () -> {
          ExampleIndex index = state().index();
          int start = after.isEmpty() ? 0 : behind(index, after.get());
          return start < 0 ? Optional.empty() : Optional.of(open(index.from(start, limit)));
        });
  }

  /** Those of some prompts of which there is no vector. */
  synchronized Set<PromptKey> withoutVector(Set<PromptKey> keys, String model) {
    return reading(
        () -> {
          checkVectors(model);
          Set<PromptKey> missing = new HashSet<>(keys);
          missing.removeAll(state().vectors().keys());
          return missing;
        });
  }

  /**
   * The examples whose prompts' vectors are the nearest to one.
   *
   * @param query of length 1
   * @param model that made it
   */
  List<Hit> search(float[] query, String model, int limit) {
    NearestVectors nearest = new NearestVectors(query, limit);
    try (VectorScan scan = scan(model)) {
      nearest.search(scan, this::contains);
    } catch (IOException e) {
      throw unreadable(e);
    }
    return hits(nearest, limit);
  }

  /** Removes the dataset; does nothing more afterwards. */
  void delete() {
    commits.exclusively(
        () -> {
          try {
            synchronized (this) {
              gone = true;
            }
            closeWriter();
            for (Path file : files.all()) {
              Files.deleteIfExists(file);
            }
            Disk.force(files.folder());
          } catch (IOException e) {
            throw new StorageException(
                "Dataset '%s' could not be deleted: %s"
                    .formatted(files.name().text(), Disk.reason(e)),
                false,
                e);
          }
        });
  }

  /** Ends it, when what is being written has been written. */
  void close() {
    commits.exclusively(
        () -> {
          boolean tidy;
          synchronized (this) {
            tidy = writer != null && state != null && state.index().replacedBytes() > 0;
            gone = true;
          }
          if (tidy && writer.length() < TIDY) {
            compact();
          }
          closeWriter();
        });
  }

  private void commit(List<Batch> group) {
    try {
      if (isGone()) {
        group.forEach(Batch::miss);
      } else if (!write(group, group.size() > 1)) {
        // Perhaps there is room for some of them.
        group.forEach(batch -> write(List.of(batch), false));
      }
      compactIfWorthwhile();
    } catch (RuntimeException e) {
      log.error("Dataset {} could not be written", files.name().text(), e);
      group.forEach(batch -> batch.fail(new StorageException("Storing failed.", false, e)));
    }
  }

  /**
   * @param retry whether a failure is going to be tried again
   */
  private boolean write(List<Batch> group, boolean retry) {
    try {
      open();
      accept(group, writer.write(group));
      return true;
    } catch (IOException e) {
      return failed(group, retry, Disk.refused("The dataset", e));
    } catch (ServllamaException e) {
      return failed(group, retry, e);
    }
  }

  private boolean failed(List<Batch> group, boolean retry, ServllamaException e) {
    closeWriter();
    if (!retry) {
      group.forEach(batch -> batch.fail(e));
    }
    return false;
  }

  private void open() throws IOException {
    if (writer != null && writer.disturbed()) {
      log.warn("Dataset {} was changed by another program; reading it again", name().text());
      closeWriter();
    }
    if (writer == null) {
      files.obstacle().ifPresent(this::refuse);
      synchronized (this) {
        writer = LineWriter.open(files, state());
      }
    }
  }

  private synchronized void accept(List<Batch> group, long start) {
    long offset = start;
    for (Batch batch : group) {
      int replaced = 0;
      for (Batch.NewLine line : batch.lines()) {
        StoredExample example = line.example();
        int length = line.line().length;
        replaced +=
            state.index().add(line.key(), example.id(), offset, length - 1, example.replaces())
                ? 1
                : 0;
        state.contents().created(example.created());
        offset += length;
      }
      state.vectors().accept(batch.vectors());
      batch.succeed(replaced, state.index().examples());
    }
    state.contents().grown(offset);
  }

  private void compactIfWorthwhile() {
    boolean worthwhile;
    synchronized (this) {
      worthwhile =
          writer != null
              && state != null
              && state.index().replacedBytes() > Math.max(SLACK, state.index().liveBytes());
    }
    if (worthwhile) {
      compact();
    }
  }

  private void compact() {
    try {
      Compaction.writeDraft(files, state.index());
      synchronized (this) {
        closeWriter();
        Disk.replace(files.lines(), files.draft());
      }
    } catch (IOException e) {
      // The file is as good as before, only larger.
      log.warn("Dataset {} could not be compacted: {}", name().text(), Disk.reason(e));
    }
  }

  /** Also forgets the state, which is read again when it is needed. */
  private synchronized void closeWriter() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      log.warn("Dataset {} could not be closed: {}", name().text(), Disk.reason(e));
    }
    writer = null;
    state = null;
  }

  private synchronized boolean isGone() {
    return gone;
  }

  private synchronized boolean contains(PromptKey key) {
    return reading(() -> state().index().contains(key));
  }

  private synchronized VectorScan scan(String model) {
    return reading(
        () -> {
          checkVectors(model);
          VectorFile vectors = state().vectors();
          VectorFile.Header header =
              vectors
                  .header()
                  .orElseThrow(
                      () ->
                          new ConflictException(
                              ("No example of dataset '%s' has a vector; ingest them with"
                                      + " store_embeddings.")
                                  .formatted(name().text()),
                              "no_embeddings"));
          return VectorScan.open(vectors.path(), header, vectors.records());
        });
  }

  private synchronized List<Hit> hits(NearestVectors nearest, int limit) {
    return reading(
        () -> {
          List<Hit> hits = new ArrayList<>();
          for (NearestVectors.Near near : nearest.found()) {
            try (ExampleStream examples = open(state().index().withPrompt(near.key()))) {
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
    return ExampleStream.open(name().text(), files.lines(), places);
  }

  private static int behind(ExampleIndex index, String after) {
    OptionalLong id = StoredExample.number(after);
    return id.isPresent() ? index.behind(id.getAsLong()) : -1;
  }

  private void checkVectors(String model) throws IOException {
    DatasetState now = state();
    now.vectorProblem()
        .ifPresent(
            problem -> {
              throw new StorageException(
                  "Dataset '%s': %s".formatted(name().text(), problem), false, null);
            });
    Optional<String> other =
        now.vectors().header().map(VectorFile.Header::model).filter(m -> !m.equals(model));
    if (other.isPresent()) {
      throw new ConflictException(
          ("The vectors of dataset '%s' were made by '%s'; those of '%s', which this server uses,"
                  + " cannot be compared with them.")
              .formatted(name().text(), other.get(), model),
          "embedding_model_mismatch");
    }
  }

  private DatasetState state() throws IOException {
    if (gone) {
      throw new NotFoundException("The dataset is gone.", null, "dataset_not_found");
    }
    files.obstacle().ifPresent(this::refuse);
    if (state == null || (!writable && !state.isCurrent())) {
      state = DatasetState.read(files, writable);
    }
    return state;
  }

  private void refuse(String obstacle) {
    throw new ConflictException(
        "Dataset '%s' cannot be used: %s".formatted(name().text(), obstacle), "dataset_unusable");
  }

  /** Something that reads. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T reading(Reading<T> work) {
    try {
      return work.read();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private StorageException unreadable(IOException e) {
    return new StorageException(
        "Dataset '%s' cannot be read: %s.".formatted(name().text(), Disk.reason(e)), false, e);
  }
}
