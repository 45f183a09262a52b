package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.index.ChunkIndex;
import dev.servllama.documents.index.Source;
import dev.servllama.documents.splitting.Chunk;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the index of a collection follow its files: a file that is wanted but not in the index is
 * indexed again, one that is in it but not wanted is removed. Not thread-safe, but for {@link
 * #serving}, {@link #isRebuilding} and {@link #purge}.
 */
final class CollectionIndexing {
  private static final Logger log = LoggerFactory.getLogger(CollectionIndexing.class);

  private final CollectionFiles files;
  private final Path folder;
  private final String model;
  private final WorkList work = new WorkList();
  private final Map<String, Entry> builtBeside = new HashMap<>();

  /** Held by whoever removes deleted text, and whoever takes the index away from below that. */
  private final Object purging = new Object();

  private volatile StoreIndex index;
  private boolean dirty;
  private boolean closed;

  private CollectionIndexing(CollectionFiles files, Path folder, String model) throws IOException {
    this.files = files;
    this.folder = folder;
    this.model = model;
    this.index = StoreIndex.open(folder, model);
  }

  /**
   * Opens the index and finds out what is to be done.
   *
   * @param folder of the index
   * @param model of the vectors
   */
  static CollectionIndexing open(CollectionFiles files, Path folder, String model)
      throws IOException {
    CollectionIndexing indexing = new CollectionIndexing(files, folder, model);
    indexing.compare();
    return indexing;
  }

  private void compare() throws IOException {
    Map<String, Integer> indexed = index.files();
    Set<String> strangers = new HashSet<>(indexed.keySet());
    strangers.removeIf(files::contains);
    if (!strangers.isEmpty()) {
      index.delete(strangers);
      dirty = true;
    }
    for (Entry entry : files.all()) {
      boolean there = indexed.getOrDefault(entry.fileId(), 0) == entry.chunks();
      if (entry.state() == Entry.State.IN_PROGRESS) {
        work.add(entry);
      } else if (entry.state() == Entry.State.COMPLETED && !there) {
        if (!index.isRebuilding()) {
          files.put(entry.again());
        }
        work.add(entry);
      }
    }
    swapIfBuilt();
  }

  /** What searches ask. */
  ChunkIndex serving() {
    return index.serving();
  }

  boolean isRebuilding() {
    return index.isRebuilding();
  }

  /** How long the work will take, if that is known. */
  Optional<Duration> left() {
    return work.left();
  }

  /** There is a file to index. */
  void add(Entry entry) {
    work.add(entry);
  }

  /** A file is not to be indexed any more. */
  void cancel(String fileId) {
    work.remove(fileId);
    swapIfBuilt();
  }

  /** A file is not to be found any more. */
  void remove(String fileId) {
    builtBeside.remove(fileId);
    work.remove(fileId);
    try {
      index.delete(Set.of(fileId));
    } catch (IOException e) {
      throw Disk.refused("The deletion", e);
    }
    dirty = true;
    swapIfBuilt();
  }

  Optional<Entry> next() {
    return work.take().flatMap(files::find);
  }

  void complete(Entry taken, Source source, List<Chunk> chunks, List<float[]> vectors, int pages)
      throws IOException {
    try {
      index.replace(source, chunks, vectors);
    } catch (IOException e) {
      reopen();
      throw e;
    }
    dirty = true;
    Entry completed = files.find(taken.fileId()).orElseThrow().completed(chunks.size(), pages);
    if (index.isRebuilding()) {
      builtBeside.put(taken.fileId(), completed);
    } else {
      files.put(completed);
    }
    done(taken);
  }

  void fail(Entry taken, Entry.Failure why) throws IOException {
    if (files.isWanted(taken)) {
      index.delete(Set.of(taken.fileId()));
      dirty = true;
      files.put(files.find(taken.fileId()).orElseThrow().failed(why));
    }
    done(taken);
  }

  void giveBack(Entry taken) {
    work.giveBack(taken);
  }

  private void done(Entry taken) {
    work.done(taken);
    swapIfBuilt();
  }

  private void swapIfBuilt() {
    if (!index.isRebuilding() || !work.isEmpty()) {
      return;
    }
    try {
      synchronized (purging) {
        index.swap();
      }
      builtBeside.values().forEach(this::complete);
      builtBeside.clear();
    } catch (IOException e) {
      throw Disk.refused("The new index", e);
    }
  }

  /** It may have been given other attributes since. */
  private void complete(Entry built) {
    files
        .find(built.fileId())
        .map(now -> now.completed(built.chunks(), built.pages()))
        .ifPresent(files::put);
  }

  /**
   * Makes the index last.
   *
   * @return whether deleted text is to be {@link #purge purged} now
   */
  boolean commit() throws IOException {
    if (!dirty) {
      return false;
    }
    try {
      index.commit();
    } catch (IOException e) {
      reopen();
      throw e;
    }
    dirty = !work.isEmpty();
    return !dirty;
  }

  /** Removes what was deleted from the disk, which takes its time. Thread-safe. */
  void purge() throws IOException {
    synchronized (purging) {
      if (!closed) {
        index.purge();
      }
    }
  }

  /** What was deleted could not be removed, which is to be tried again. */
  void notPurged() throws IOException {
    dirty = true;
    reopen();
  }

  /** Goes back to the last commit of an index that could not be written, a full disk say. */
  private void reopen() throws IOException {
    synchronized (purging) {
      try {
        index.close();
      } catch (IOException | RuntimeException e) {
        log.debug("An index that could not be written could not be closed", e);
      }
      index = StoreIndex.open(folder, model);
    }
    builtBeside.clear();
    compare();
  }

  void close() throws IOException {
    synchronized (purging) {
      closed = true;
      index.close();
    }
  }
}
