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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A collection: its files, how far each is, and its index. What the folder says is the truth, and
 * the index follows. Thread-safe.
 */
public final class DocumentCollection {
  private final StoreFolder folder;
  private final Clock clock;
  private final CollectionFiles files;
  private final CollectionIndexing indexing;

  /** Read without the lock, which is held while files are written. */
  private volatile Store store;

  private volatile long lastActiveAt;
  private boolean closed;

  private DocumentCollection(
      Store store,
      StoreFolder folder,
      CollectionFiles files,
      CollectionIndexing indexing,
      Clock clock) {
    this.store = store;
    this.folder = folder;
    this.files = files;
    this.indexing = indexing;
    this.clock = clock;
    this.lastActiveAt = store.lastActiveAt();
  }

  /** Opens a collection and finds out what is to be done for it. */
  static DocumentCollection open(Store store, StoreFolder folder, String model, Clock clock)
      throws IOException {
    CollectionFiles files = CollectionFiles.read(folder);
    CollectionIndexing indexing = CollectionIndexing.open(files, folder.index(), model);
    return new DocumentCollection(store, folder, files, indexing, clock);
  }

  /** What it is. */
  public Store store() {
    return store.active(lastActiveAt);
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
  public void touch() {
    lastActiveAt = clock.instant().getEpochSecond();
  }

  /** Its files, the oldest first. */
  public synchronized List<Entry> entries() {
    return files.all();
  }

  /** A file of it. */
  public synchronized Optional<Entry> find(String fileId) {
    return files.find(fileId);
  }

  /**
   * A file of it.
   *
   * @throws NotFoundException if there is none of that id
   */
  public Entry require(String fileId) {
    return find(fileId).orElseThrow(this::noSuchFile);
  }

  NotFoundException noSuchFile() {
    return new NotFoundException(
        "There is no such file in the vector store '%s'.".formatted(store().id()),
        "file_id",
        "file_not_found");
  }

  /**
   * A batch that was put into it.
   *
   * @throws NotFoundException if there is none of that id
   */
  public synchronized FileBatch requireBatch(String id) {
    return files
        .findBatch(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no such batch in the vector store '%s'.".formatted(store.id()),
                    "batch_id",
                    "batch_not_found"));
  }

  /** The files of a batch that are still in it. */
  public synchronized List<Entry> entriesOf(FileBatch batch) {
    return files.of(batch);
  }

  /** How many files are how far. */
  public synchronized Counts counts() {
    return files.counts();
  }

  /** How far it is. */
  public synchronized Progress progress() {
    Counts counts = counts();
    return new Progress(
        counts.completed(),
        counts.completed() + counts.inProgress(),
        files.pages(),
        files.chunks(),
        indexing.left(),
        indexing.isRebuilding());
  }

  /** Bytes of the files that can be found. */
  public synchronized long usageBytes() {
    return files.bytes();
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
      return indexing.serving().chunks(fileId);
    } catch (IOException e) {
      throw Disk.unreadable("The index", e);
    }
  }

  ChunkIndex searched() {
    return indexing.serving();
  }

  /** Whether only its words can be asked, for it is being rebuilt for another model. */
  public boolean isRebuilding() {
    return indexing.isRebuilding();
  }

  /** Puts files into it, in the place of those with the same id; they are in progress then. */
  synchronized void add(List<Entry> added) {
    checkOpen();
    for (Entry entry : added) {
      files.put(entry);
      indexing.add(entry);
    }
  }

  synchronized void add(FileBatch batch) {
    files.put(batch);
  }

  /** Notes something of a file that does not change what can be found; empty if it has gone. */
  synchronized Optional<Entry> note(String fileId, UnaryOperator<Entry> change) {
    Optional<Entry> changed = files.find(fileId).map(change);
    changed.ifPresent(files::put);
    return changed;
  }

  /** Gives up what is not done of a batch. */
  public synchronized FileBatch cancel(FileBatch batch) {
    FileBatch cancelled = new FileBatch(batch.id(), batch.createdAt(), batch.fileIds(), true);
    add(cancelled);
    for (Entry entry : entriesOf(batch)) {
      if (entry.state() == Entry.State.IN_PROGRESS) {
        files.put(entry.cancelled());
        indexing.cancel(entry.fileId());
      }
    }
    notifyAll();
    return cancelled;
  }

  /** Takes a file out. Returns whether it was in. */
  synchronized boolean remove(String fileId) {
    checkOpen();
    if (!files.contains(fileId)) {
      return false;
    }
    files.remove(fileId);
    indexing.remove(fileId);
    notifyAll();
    return true;
  }

  /** The next file to be indexed, which is the caller's until it says how it went. */
  synchronized Optional<Entry> next() {
    return closed ? Optional.empty() : indexing.next();
  }

  /** Whether a file is still wanted as it was. */
  synchronized boolean isWanted(Entry entry) {
    return !closed && files.isWanted(entry);
  }

  /** A file has been read and embedded; it can be found from now on. */
  synchronized void complete(
      Entry taken, Source source, List<Chunk> chunks, List<float[]> vectors, int pages)
      throws IOException {
    if (isWanted(taken)) {
      indexing.complete(taken, source, chunks, vectors, pages);
      notifyAll();
    } else {
      // It may be wanted as it is now.
      indexing.giveBack(taken);
    }
  }

  /** A file cannot be read. */
  synchronized void fail(Entry taken, Entry.Failure why) throws IOException {
    if (!closed) {
      indexing.fail(taken, why);
      notifyAll();
    }
  }

  /** A file is to be tried again: it was not its fault. */
  synchronized void giveBack(Entry taken) {
    indexing.giveBack(taken);
  }

  /** Makes the index last, and removes what was deleted from the disk. */
  void flush() throws IOException {
    if (!commit()) {
      return;
    }
    try {
      // Not under the lock, which everybody needs who asks for the collection.
      indexing.purge();
    } catch (IOException e) {
      notPurged();
      throw e;
    }
  }

  private synchronized boolean commit() throws IOException {
    return !closed && indexing.commit();
  }

  private synchronized void notPurged() throws IOException {
    if (!closed) {
      indexing.notPurged();
    }
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
      indexing.close();
      notifyAll();
    }
  }

  /** Closes it and removes everything from the disk. */
  synchronized void delete() throws IOException {
    closed = true;
    indexing.close();
    folder.delete();
    notifyAll();
  }
}
