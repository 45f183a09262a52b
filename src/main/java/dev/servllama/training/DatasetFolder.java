package dev.servllama.training;

import dev.servllama.error.ConflictException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.StorageException;
import dev.servllama.error.UnavailableException;
import dev.servllama.storage.Disk;
import dev.servllama.storage.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which datasets there are, and who may write to them. Thread-safe. */
final class DatasetFolder {
  private static final Logger log = LoggerFactory.getLogger(DatasetFolder.class);

  private final Path root;

  /** By the owner's folder and the folded name. */
  private final Map<Path, Dataset> open = new HashMap<>();

  private Optional<FolderLock> lock = Optional.empty();
  private String lockProblem = "";
  private boolean closed;

  DatasetFolder(Path root) {
    this.root = root;
  }

  /** The dataset of a name; empty if there is none. */
  synchronized Optional<Dataset> find(String owner, DatasetName name) {
    boolean writable = takeLock();
    DatasetFiles files = new DatasetFiles(OwnerFolder.of(root, owner), name);
    // The file system may think that another case of the name is the same.
    return namesIn(files.folder()).contains(name)
        ? Optional.of(dataset(files, writable))
        : Optional.empty();
  }

  /**
   * The dataset of a name, or a new one.
   *
   * @throws ConflictException if this server may not write, or there is one whose name differs in
   *     case only
   */
  synchronized Dataset findOrMake(String owner, DatasetName name) {
    requireLock();
    DatasetFiles files = new DatasetFiles(OwnerFolder.of(root, owner), name);
    Dataset known = open.get(key(files));
    if (known != null && known.name().equals(name)) {
      return known;
    }
    Stream.concat(namesIn(files.folder()).stream(), Stream.ofNullable(known).map(Dataset::name))
        .filter(other -> !other.equals(name) && other.folded().equals(name.folded()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ConflictException(
                  "There is a dataset '%s'; '%s' differs from it in case only."
                      .formatted(other.text(), name.text()),
                  "dataset_name_taken");
            });
    return dataset(files, true);
  }

  /** What there is to say of all. */
  List<DatasetInfo> list(String owner) {
    List<DatasetInfo> all = new ArrayList<>();
    for (Dataset dataset : datasets(OwnerFolder.of(root, owner))) {
      try {
        all.add(dataset.info());
      } catch (NotFoundException e) {
        // It was deleted meanwhile.
      } catch (ServllamaException e) {
        all.add(unusable(dataset.name(), e.getMessage()));
      }
    }
    return all;
  }

  /** Deletes a dataset, if it is still there. Nobody can make it anew before it is gone. */
  synchronized void delete(String owner, DatasetName name) {
    requireLock();
    Optional<Dataset> dataset = find(owner, name);
    dataset.ifPresent(Dataset::delete);
    dataset.ifPresent(open.values()::remove);
  }

  void close() {
    List<Dataset> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open.values());
      open.clear();
    }
    all.forEach(Dataset::close);
    synchronized (this) {
      try {
        if (lock.isPresent()) {
          lock.get().close();
        }
      } catch (IOException e) {
        log.warn("The lock of the training data could not be released: {}", Disk.reason(e));
      }
      lock = Optional.empty();
    }
  }

  private synchronized List<Dataset> datasets(Path folder) {
    boolean writable = takeLock();
    return namesIn(folder).stream()
        .map(name -> dataset(new DatasetFiles(folder, name), writable))
        .toList();
  }

  private Dataset dataset(DatasetFiles files, boolean writable) {
    return open.computeIfAbsent(key(files), none -> new Dataset(files, writable));
  }

  private static Path key(DatasetFiles files) {
    return files.folder().resolve(files.name().folded());
  }

  private static DatasetInfo unusable(DatasetName name, String problem) {
    return new DatasetInfo(
        name.text(), 0, 0, OptionalLong.empty(), 0, 0, Optional.empty(), List.of(problem));
  }

  private static List<DatasetName> namesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> DatasetFiles.nameOf(file).stream())
          .sorted(Comparator.comparing(DatasetName::text))
          .toList();
    } catch (IOException e) {
      throw new StorageException(
          "The folder of training data cannot be read: " + Disk.reason(e), false, e);
    }
  }

  private void requireLock() {
    if (closed) {
      throw new UnavailableException("The server is stopping.", null);
    }
    try {
      Disk.createFolder(root);
    } catch (IOException e) {
      throw Disk.refused("The folder of training data", e);
    }
    if (!takeLock()) {
      throw new ConflictException(
          lockProblem.isEmpty()
              ? "Another server writes to the folder of training data; until it ends, this one only"
                  + " reads there. Give one of them another TRAINING_DATA_DIR."
              : "The folder of training data cannot be written: " + lockProblem + ".",
          "training_data_read_only");
    }
  }

  /** Takes the lock if it can be had; what was read without it is then read again. */
  private boolean takeLock() {
    if (lock.isPresent() || closed || !Files.isDirectory(root)) {
      return lock.isPresent();
    }
    try {
      lock = FolderLock.tryAcquire(root);
      lockProblem = "";
    } catch (IOException e) {
      lockProblem = Disk.reason(e);
    }
    if (lock.isPresent()) {
      open.clear();
    }
    return lock.isPresent();
  }
}
