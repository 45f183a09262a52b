package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.documents.catalog.Store;
import dev.servllama.documents.catalog.StoreFolder;
import dev.servllama.documents.index.ChunkIndex;
import dev.servllama.documents.index.IndexedChunk;
import dev.servllama.documents.index.Source;
import dev.servllama.documents.splitting.Chunk;
import dev.servllama.error.NotFoundException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collection: its files, how far each is, and its index. What the folder says is the truth, and
 * the index follows: a file that is wanted but not in the index is indexed again, one that is in it
 * but not wanted is removed. Thread-safe.
 */
public final class DocumentCollection {
  private static final Logger log = LoggerFactory.getLogger(DocumentCollection.class);

  private final StoreFolder folder;
  private final String model;
  private volatile StoreIndex index;
  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, FileBatch> batches = new LinkedHashMap<>();
  private final Map<String, Entry> builtBeside = new HashMap<>();
  private final WorkList work = new WorkList();
  private Store store;
  private long lastActiveAt;
  private boolean dirty;
  private boolean closed;

  private DocumentCollection(Store store, StoreFolder folder, String model, Clock clock)
      throws IOException {
    this.store = store;
    this.folder = folder;
    this.model = model;
    this.index = StoreIndex.open(folder.index(), model);
    this.clock = clock;
    this.lastActiveAt = store.lastActiveAt();
  }

  /** Opens a collection and finds out what is to be done for it. */
  static DocumentCollection open(Store store, StoreFolder folder, String model, Clock clock)
      throws IOException {
    DocumentCollection collection = new DocumentCollection(store, folder, model, clock);
    folder.readEntries().stream()
        .sorted(Comparator.comparingLong(Entry::createdAt).thenComparing(Entry::fileId))
        .forEach(entry -> collection.entries.put(entry.fileId(), entry));
    folder.readBatches().forEach(batch -> collection.batches.put(batch.id(), batch));
    collection.compare();
    return collection;
  }

  private synchronized void compare() throws IOException {
    Map<String, Integer> indexed = index.files();
    Set<String> strangers = new HashSet<>(indexed.keySet());
    strangers.removeAll(entries.keySet());
    if (!strangers.isEmpty()) {
      index.delete(strangers);
      dirty = true;
    }
    for (Entry entry : List.copyOf(entries.values())) {
      boolean there = indexed.getOrDefault(entry.fileId(), 0) == entry.chunks();
      if (entry.state() == Entry.State.IN_PROGRESS) {
        work.add(entry);
      } else if (entry.state() == Entry.State.COMPLETED && !there) {
        if (!index.isRebuilding()) {
          put(entry.again());
        }
        work.add(entry);
      }
    }
    swapIfBuilt();
  }

  /** What it is. */
  public synchronized Store store() {
    return new Store(
        store.id(),
        store.owner(),
        store.name(),
        store.createdAt(),
        Math.max(store.lastActiveAt(), lastActiveAt),
        store.metadata(),
        store.folder());
  }

  /** Whether it follows a folder. */
  public boolean followsFolder() {
    return store().folder() != null;
  }

  /** Changes its name and metadata. */
  public synchronized void modify(String name, Map<String, String> metadata) {
    Store changed = store.with(name, metadata);
    folder.write(changed);
    store = changed;
  }

  /** Notes that somebody asks it. */
  public synchronized void touch() {
    lastActiveAt = clock.instant().getEpochSecond();
  }

  /** Its files, the oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** A file of it. */
  public synchronized Optional<Entry> find(String fileId) {
    return Optional.ofNullable(entries.get(fileId));
  }

  /**
   * A file of it.
   *
   * @throws NotFoundException if there is none of that id
   */
  public Entry require(String fileId) {
    return find(fileId)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no such file in the vector store '%s'.".formatted(store().id()),
                    "file_id",
                    "file_not_found"));
  }

  /**
   * A batch that was put into it.
   *
   * @throws NotFoundException if there is none of that id
   */
  public synchronized FileBatch requireBatch(String id) {
    FileBatch batch = batches.get(id);
    if (batch == null) {
      throw new NotFoundException(
          "There is no such batch in the vector store '%s'.".formatted(store.id()),
          "batch_id",
          "batch_not_found");
    }
    return batch;
  }

  /** The files of a batch that are still in it. */
  public synchronized List<Entry> entriesOf(FileBatch batch) {
    return batch.fileIds().stream().map(entries::get).filter(e -> e != null).toList();
  }

  /** How many files are how far. */
  public synchronized Counts counts() {
    return Counts.of(entries.values());
  }

  /** How far it is. */
  public synchronized Progress progress() {
    Counts counts = counts();
    int pages = 0;
    int chunks = 0;
    for (Entry entry : entries.values()) {
      pages += entry.pages();
      chunks += entry.chunks();
    }
    return new Progress(
        counts.completed(),
        counts.completed() + counts.inProgress(),
        pages,
        chunks,
        work.left(),
        index.isRebuilding());
  }

  /** Bytes of the files that can be found. */
  public synchronized long usageBytes() {
    return entries.values().stream()
        .filter(entry -> entry.state() == Entry.State.COMPLETED)
        .mapToLong(Entry::bytes)
        .sum();
  }

  /**
   * Waits until nothing is in progress, or for as long as there is patience.
   *
   * @return whether nothing is
   */
  public synchronized boolean awaitFinished(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!closed && counts().inProgress() > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** All chunks of a file, in its order. */
  public List<IndexedChunk> chunks(String fileId) {
    try {
      return index.serving().chunks(fileId);
    } catch (IOException e) {
      throw Disk.unreadable("The index", e);
    }
  }

  ChunkIndex searched() {
    return index.serving();
  }

  /** Whether only its words can be asked, for it is being rebuilt for another model. */
  public boolean isRebuilding() {
    return index.isRebuilding();
  }

  /** Puts files into it, in the place of those with the same id; they are in progress then. */
  synchronized void add(List<Entry> added) {
    checkOpen();
    for (Entry entry : added) {
      put(entry);
      work.add(entry);
    }
  }

  synchronized void add(FileBatch batch) {
    folder.write(batch);
    batches.put(batch.id(), batch);
  }

  /** Notes something of a file that does not change what can be found. */
  synchronized void note(Entry entry) {
    if (entries.containsKey(entry.fileId())) {
      put(entry);
    }
  }

  /** Gives up what is not done of a batch. */
  public synchronized FileBatch cancel(FileBatch batch) {
    FileBatch cancelled = new FileBatch(batch.id(), batch.createdAt(), batch.fileIds(), true);
    add(cancelled);
    for (Entry entry : entriesOf(batch)) {
      if (entry.state() == Entry.State.IN_PROGRESS) {
        work.remove(entry.fileId());
        put(entry.cancelled());
      }
    }
    swapIfBuilt();
    notifyAll();
    return cancelled;
  }

  /** Takes a file out. Returns whether it was in. */
  synchronized boolean remove(String fileId) {
    checkOpen();
    if (!entries.containsKey(fileId)) {
      return false;
    }
    folder.remove(fileId);
    entries.remove(fileId);
    builtBeside.remove(fileId);
    work.remove(fileId);
    try {
      index.delete(Set.of(fileId));
    } catch (IOException e) {
      throw Disk.refused("The deletion", e);
    }
    dirty = true;
    swapIfBuilt();
    notifyAll();
    return true;
  }

  /** The next file to be indexed, which is the caller's until it says how it went. */
  synchronized Optional<Entry> next() {
    return closed ? Optional.empty() : work.take().map(entries::get);
  }

  /** Whether a file is still wanted as it was. */
  synchronized boolean isWanted(Entry entry) {
    Entry now = entries.get(entry.fileId());
    return !closed
        && now != null
        && now.state() != Entry.State.CANCELLED
        && Objects.equals(now.digest(), entry.digest())
        && Objects.equals(now.chunkSize(), entry.chunkSize());
  }

  /** A file has been read and embedded; it can be found from now on. */
  synchronized void complete(
      Entry taken, Source source, List<Chunk> chunks, List<float[]> vectors, int pages)
      throws IOException {
    if (!isWanted(taken)) {
      return;
    }
    try {
      index.replace(source, chunks, vectors);
    } catch (IOException e) {
      reopen();
      throw e;
    }
    dirty = true;
    Entry completed = entries.get(taken.fileId()).completed(chunks.size(), pages);
    if (index.isRebuilding()) {
      builtBeside.put(taken.fileId(), completed);
    } else {
      put(completed);
    }
    done(taken);
  }

  /** A file cannot be read. */
  synchronized void fail(Entry taken, Entry.Failure why) throws IOException {
    if (isWanted(taken)) {
      index.delete(Set.of(taken.fileId()));
      dirty = true;
      put(entries.get(taken.fileId()).failed(why));
    }
    done(taken);
  }

  /** A file is to be tried again: it was not its fault. */
  synchronized void giveBack(Entry taken) {
    work.giveBack(taken);
  }

  private void done(Entry taken) throws IOException {
    work.done(taken);
    swapIfBuilt();
    notifyAll();
  }

  private void swapIfBuilt() {
    if (!index.isRebuilding() || !work.isEmpty()) {
      return;
    }
    try {
      index.swap();
      builtBeside.values().forEach(this::note);
      builtBeside.clear();
    } catch (IOException e) {
      throw Disk.refused("The new index", e);
    }
  }

  /** Makes the index last, and removes what was deleted from the disk. */
  synchronized void flush() throws IOException {
    if (!dirty || closed) {
      return;
    }
    try {
      index.commit();
      if (work.isEmpty()) {
        index.purge();
      }
      dirty = !work.isEmpty();
    } catch (IOException e) {
      reopen();
      throw e;
    }
  }

  /** Goes back to the last commit of an index that could not be written, a full disk say. */
  private void reopen() throws IOException {
    try {
      index.close();
    } catch (IOException | RuntimeException e) {
      log.debug("An index that could not be written could not be closed", e);
    }
    index = StoreIndex.open(folder.index(), model);
    builtBeside.clear();
    compare();
  }

  private void put(Entry entry) {
    folder.write(entry);
    entries.put(entry.fileId(), entry);
  }

  private void checkOpen() {
    if (closed) {
      throw new NotFoundException("The vector store is gone.", null, "vector_store_not_found");
    }
  }

  synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      if (lastActiveAt > store.lastActiveAt()) {
        folder.write(store());
      }
      index.close();
      notifyAll();
    }
  }

  /** Closes it and removes everything from the disk. */
  synchronized void delete() throws IOException {
    closed = true;
    index.close();
    folder.delete();
    notifyAll();
  }
}
