package dev.servllama.training;

import dev.servllama.error.ServllamaException;
import dev.servllama.error.StorageException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a dataset. That is done by one thread at a time, for all that wait, and holds nobody up
 * who reads: what is being written is behind all that the state knows of. Thread-safe.
 */
final class DatasetWriter {
  /** What may be replaced before it is worth a compaction. */
  private static final long SLACK = 1 << 20;

  /** How large a file is rewritten when the server ends, so that a person finds it tidy. */
  private static final long TIDY = 1 << 24;

  private static final Logger log = LoggerFactory.getLogger(DatasetWriter.class);

  private final DatasetFiles files;
  private final CurrentState current;
  private final GroupCommit<Batch> commits = new GroupCommit<>(this::commit);

  /** For whoever commits; null when nothing is open. */
  private LineWriter writer;

  DatasetWriter(DatasetFiles files, CurrentState current) {
    this.files = files;
    this.current = current;
  }

  /** See {@link Dataset#append}. */
  void append(Batch batch) {
    commits.commit(batch);
  }

  /** See {@link Dataset#delete}. */
  void delete() {
    commits.exclusively(
        () -> {
          try {
            current.end();
            closeWriter();
            for (Path file : files.all()) {
              Files.deleteIfExists(file);
            }
            Disk.force(files.folder());
          } catch (IOException e) {
            throw new StorageException(
                "Dataset '%s' could not be deleted: %s".formatted(name(), Disk.reason(e)),
                false,
                e);
          }
        });
  }

  /** See {@link Dataset#close}. */
  void close() {
    commits.exclusively(
        () -> {
          boolean untidy = current.is(state -> state.index().replacedBytes() > 0);
          current.end();
          if (untidy && writer != null && writer.length() < TIDY) {
            compact();
          }
          closeWriter();
        });
  }

  private void commit(List<Batch> group) {
    try {
      if (current.isGone()) {
        group.forEach(Batch::miss);
      } else if (!write(group, group.size() > 1)) {
        // Perhaps there is room for some of them.
        group.forEach(batch -> write(List.of(batch), false));
      }
      compactIfWorthwhile();
    } catch (RuntimeException e) {
      log.error("Dataset {} could not be written", name(), e);
      group.forEach(batch -> batch.fail(new StorageException("Storing failed.", false, e)));
    }
  }

  /**
   * @param retry whether a failure is going to be tried again
   */
  private boolean write(List<Batch> group, boolean retry) {
    try {
      open();
      long start = writer.write(group);
      current.change(state -> state.accept(group, start));
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
      log.warn("Dataset {} was changed by another program; reading it again", name());
      closeWriter();
    }
    if (writer == null) {
      current.checkUsable();
      writer = LineWriter.open(files, current.require());
    }
  }

  private void compactIfWorthwhile() {
    boolean worthwhile =
        current.is(
            state -> state.index().replacedBytes() > Math.max(SLACK, state.index().liveBytes()));
    if (writer != null && worthwhile) {
      compact();
    }
  }

  /** The state is still that of the file: only this thread writes. */
  private void compact() {
    try {
      Compaction.writeDraft(files, writer.index());
      current.forget(
          () -> {
            closeWriter();
            Disk.replace(files.lines(), files.draft());
          });
    } catch (IOException e) {
      // The file is as good as before, only larger.
      log.warn("Dataset {} could not be compacted: {}", name(), Disk.reason(e));
    }
  }

  /** The state is read again when it is needed. */
  private void closeWriter() {
    try {
      current.forget(
          () -> {
            if (writer != null) {
              writer.close();
            }
          });
    } catch (IOException e) {
      log.warn("Dataset {} could not be closed: {}", name(), Disk.reason(e));
    }
    writer = null;
  }

  private String name() {
    return files.name().text();
  }
}
