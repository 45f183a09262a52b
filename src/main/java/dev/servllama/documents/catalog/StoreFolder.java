package dev.servllama.documents.catalog;

import dev.servllama.error.StorageException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collection on the disk: what it is, a file for each of its files, and its index. Not
 * thread-safe.
 */
public final class StoreFolder {
  private static final Logger log = LoggerFactory.getLogger(StoreFolder.class);
  private static final String META = "store.json";
  private static final String ENTRIES = "files";
  private static final String BATCHES = "batches";
  private static final String INDEX = "index";

  private final Path folder;

  private StoreFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes a folder, whole or not at all. */
  static StoreFolder create(Path parent, Store store) {
    Path draft = parent.resolve(JsonFiles.DRAFT + store.id());
    Path folder = parent.resolve(store.id());
    try {
      Files.createDirectory(draft);
      Files.createDirectory(draft.resolve(ENTRIES));
      Files.createDirectory(draft.resolve(BATCHES));
      Files.createDirectory(draft.resolve(INDEX));
      JsonFiles.write(draft.resolve(META), store);
      Disk.force(draft);
      Files.move(draft, folder);
      Disk.force(parent);
      return new StoreFolder(folder);
    } catch (IOException e) {
      throw Disk.refused("The vector store", e);
    }
  }

  static StoreFolder at(Path folder) {
    return new StoreFolder(folder);
  }

  Optional<Store> readStore() throws IOException {
    JsonFiles.sweep(folder.resolve(ENTRIES));
    JsonFiles.sweep(folder.resolve(BATCHES));
    return JsonFiles.read(folder.resolve(META), Store.class);
  }

  /** All files in it. */
  public List<Entry> readEntries() throws IOException {
    return JsonFiles.readAll(folder.resolve(ENTRIES), Entry.class);
  }

  /** All batches that were put into it. */
  public List<FileBatch> readBatches() throws IOException {
    return JsonFiles.readAll(folder.resolve(BATCHES), FileBatch.class);
  }

  /** Where the index lies. */
  public Path index() {
    return folder.resolve(INDEX);
  }

  /**
   * Stores what the collection is.
   *
   * @throws StorageException if the disk does not take it
   */
  public void write(Store store) {
    store(folder.resolve(META), store, "The vector store");
  }

  /**
   * Stores how it stands with a file.
   *
   * @throws StorageException if the disk does not take it
   */
  public void write(Entry entry) {
    store(entry(entry.fileId()), entry, "The file's state");
  }

  /**
   * Stores a batch.
   *
   * @throws StorageException if the disk does not take it
   */
  public void write(FileBatch batch) {
    Path file = folder.resolve(BATCHES).resolve(batch.id() + JsonFiles.SUFFIX);
    store(file, batch, "The batch");
  }

  /**
   * Forgets a file.
   *
   * @throws StorageException if the disk does not take it
   */
  public void remove(String fileId) {
    try {
      Files.deleteIfExists(entry(fileId));
      Disk.force(folder.resolve(ENTRIES));
    } catch (IOException e) {
      throw Disk.refused("The deletion", e);
    }
  }

  /** Removes everything from the disk. */
  public void delete() {
    try {
      JsonFiles.deleteFolder(folder);
    } catch (IOException e) {
      if (Files.exists(folder)) {
        throw Disk.refused("The deletion", e);
      }
      log.warn("Not all of a deleted vector store could be removed: {}", Disk.reason(e));
    }
  }

  private Path entry(String fileId) {
    return folder.resolve(ENTRIES).resolve(fileId + JsonFiles.SUFFIX);
  }

  private static void store(Path file, Object value, String what) {
    try {
      JsonFiles.write(file, value);
    } catch (IOException e) {
      throw Disk.refused(what, e);
    }
  }
}
