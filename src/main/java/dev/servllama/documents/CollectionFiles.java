package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.documents.catalog.StoreFolder;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a collection and the batches that they came in, here and on the disk. What the disk
 * does not take is not here either. Not thread-safe.
 */
final class CollectionFiles {
  private final StoreFolder folder;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, FileBatch> batches = new LinkedHashMap<>();

  private CollectionFiles(StoreFolder folder) {
    this.folder = folder;
  }

  /** Reads what there is. */
  static CollectionFiles read(StoreFolder folder) throws IOException {
    CollectionFiles files = new CollectionFiles(folder);
    folder.readEntries().stream()
        .sorted(Comparator.comparingLong(Entry::createdAt).thenComparing(Entry::fileId))
        .forEach(entry -> files.entries.put(entry.fileId(), entry));
    folder.readBatches().forEach(batch -> files.batches.put(batch.id(), batch));
    return files;
  }

  /** All, the oldest first. */
  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  boolean contains(String fileId) {
    return entries.containsKey(fileId);
  }

  Optional<Entry> find(String fileId) {
    return Optional.ofNullable(entries.get(fileId));
  }

  /** Stores a file's state, a new one's or a changed one's. */
  void put(Entry entry) {
    folder.write(entry);
    entries.put(entry.fileId(), entry);
  }

  void remove(String fileId) {
    folder.remove(fileId);
    entries.remove(fileId);
  }

  /** Whether a file is still wanted as it was. */
  boolean isWanted(Entry entry) {
    Entry now = entries.get(entry.fileId());
    return now != null
        && now.state() != Entry.State.CANCELLED
        && Objects.equals(now.digest(), entry.digest())
        && Objects.equals(now.chunkSize(), entry.chunkSize());
  }

  Counts counts() {
    return Counts.of(entries.values());
  }

  /** How many pages those have that can be found. */
  int pages() {
    return entries.values().stream().mapToInt(Entry::pages).sum();
  }

  /** How many chunks those have that can be found. */
  int chunks() {
    return entries.values().stream().mapToInt(Entry::chunks).sum();
  }

  /** How many bytes those have that can be found. */
  long bytes() {
    return entries.values().stream()
        .filter(entry -> entry.state() == Entry.State.COMPLETED)
        .mapToLong(Entry::bytes)
        .sum();
  }

  void put(FileBatch batch) {
    folder.write(batch);
    batches.put(batch.id(), batch);
  }

  Optional<FileBatch> findBatch(String id) {
    return Optional.ofNullable(batches.get(id));
  }

  /** Those of a batch that are still there. */
  List<Entry> of(FileBatch batch) {
    return batch.fileIds().stream().map(entries::get).filter(Objects::nonNull).toList();
  }
}
