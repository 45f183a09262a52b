package dev.servllama.training;

import dev.servllama.error.ConflictException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.StorageException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is known of a dataset's files: read when it is needed, and again when it must be.
 * Thread-safe; whoever looks at the state does so while nobody changes it.
 */
final class CurrentState {
  private final DatasetFiles files;
  private final boolean writable;

  /** Null until it is needed, and when it must be read again. */
  private DatasetState state;

  private boolean gone;

  /** Something that reads. */
  interface Reading<T> {
    T read(DatasetState state) throws IOException;
  }

  /** Something that changes files under the state. */
  interface Change {
    void make() throws IOException;
  }

  /**
   * @param writable whether this server may write; else others may change the files at any time
   */
  CurrentState(DatasetFiles files, boolean writable) {
    this.files = files;
    this.writable = writable;
  }

  /**
   * Looks at the state.
   *
   * @throws NotFoundException if the dataset is gone
   * @throws ConflictException if it cannot be used
   * @throws StorageException if it cannot be read
   */
  synchronized <T> T read(Reading<T> reading) {
    try {
      return reading.read(require());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The state, for whoever writes to the files, and changes it by {@link #change} only. */
  synchronized DatasetState require() throws IOException {
    if (gone) {
      throw new NotFoundException("The dataset is gone.", null, "dataset_not_found");
    }
    checkUsable();
    if (state == null || (!writable && !state.isCurrent())) {
      state = DatasetState.read(files, writable);
    }
    return state;
  }

  /** Takes in what has been written by whoever has {@link #require}d the state for that. */
  synchronized void change(Consumer<DatasetState> change) {
    change.accept(state);
  }

  /** Whether something is so of the state, if there is one at the moment. */
  synchronized boolean is(Predicate<DatasetState> so) {
    return state != null && so.test(state);
  }

  /** Changes files, after which the state is to be read again. */
  synchronized void forget(Change change) throws IOException {
    try {
      change.make();
    } finally {
      state = null;
    }
  }

  /** From now on the dataset is gone. */
  synchronized void end() {
    gone = true;
  }

  synchronized boolean isGone() {
    return gone;
  }

  void checkUsable() {
    files
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw new ConflictException(
                  "Dataset '%s' cannot be used: %s".formatted(files.name().text(), obstacle),
                  "dataset_unusable");
            });
  }

  StorageException unreadable(IOException e) {
    return new StorageException(
        "Dataset '%s' cannot be read: %s.".formatted(files.name().text(), Disk.reason(e)),
        false,
        e);
  }
}
