package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.documents.catalog.FileShelf;
import dev.servllama.documents.catalog.Store;
import dev.servllama.documents.catalog.StoreFolder;
import dev.servllama.documents.catalog.StoreShelf;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Changes collections and what is in them. Collections that follow a folder are changed there: here
 * that is a {@link ConflictException}. Thread-safe.
 */
public final class DocumentChanges {
  private static final String NAME = "name";

  /** Opens a collection that has been made. */
  interface Opening {
    DocumentCollection open(Store store, StoreFolder folder) throws IOException;
  }

  private final FileShelf files;
  private final StoreShelf stores;
  private final CollectionRegistry collections;
  private final Opening opening;
  private final Runnable news;
  private final Clock clock;

  /**
   * @param news called when there is something to index
   */
  DocumentChanges(
      FileShelf files,
      StoreShelf stores,
      CollectionRegistry collections,
      Opening opening,
      Runnable news,
      Clock clock) {
    this.files = files;
    this.stores = stores;
    this.collections = collections;
    this.opening = opening;
    this.news = news;
    this.clock = clock;
  }

  /** Deletes a file everywhere. */
  public void deleteFile(String owner, String id) {
    StoredFile file = files.require(owner, id);
    for (DocumentCollection collection : collections.all()) {
      if (!collection.followsFolder()) {
        collection.remove(id);
      }
    }
    files.delete(file);
    news.run();
  }

  /** Makes a collection. */
  public DocumentCollection create(String owner, String name, Map<String, String> metadata) {
    checkName(name);
    Store store = stores.draft(owner, name, metadata);
    try {
      return opening.open(store, stores.create(store));
    } catch (IOException e) {
      throw Disk.refused("The vector store", e);
    }
  }

  /** Changes a collection's name and metadata. */
  public void modify(DocumentCollection collection, String name, Map<String, String> metadata) {
    checkOwn(collection);
    checkName(name);
    collection.modify(name, metadata);
  }

  /** Deletes a collection with its index; uploaded files stay. */
  public void delete(DocumentCollection collection) {
    checkOwn(collection);
    collections.remove(collection);
    try {
      collection.delete();
    } catch (IOException e) {
      throw Disk.refused("The deletion", e);
    }
  }

  /** Puts files into a collection; they are in progress then. */
  public List<Entry> add(DocumentCollection collection, List<Addition> additions) {
    checkOwn(collection);
    long now = clock.instant().getEpochSecond();
    List<Entry> entries =
        additions.stream()
            .map(a -> Entry.of(a.file(), now, a.attributes(), a.chunkSize().orElse(null)))
            .toList();
    collection.add(entries);
    news.run();
    return entries;
  }

  /** Puts files into a collection, to be looked at together. */
  public FileBatch addBatch(DocumentCollection collection, List<Addition> additions) {
    checkOwn(collection);
    FileBatch batch = stores.batch(additions.stream().map(a -> a.file().id()).toList());
    collection.add(batch);
    add(collection, additions);
    return batch;
  }

  /** Takes a file out of a collection. */
  public void remove(DocumentCollection collection, String fileId) {
    checkOwn(collection);
    collection.require(fileId);
    collection.remove(fileId);
    news.run();
  }

  /** Changes the attributes of a file in a collection. */
  public Entry setAttributes(
      DocumentCollection collection, String fileId, Map<String, Object> attributes) {
    checkOwn(collection);
    return collection
        .note(fileId, entry -> entry.with(attributes))
        .orElseThrow(collection::noSuchFile);
  }

  private static void checkOwn(DocumentCollection collection) {
    if (collection.followsFolder()) {
      throw new ConflictException(
          "The collection '%s' follows a folder; change the files there."
              .formatted(collection.store().name()),
          "collection_follows_folder");
    }
  }

  private static void checkName(String name) {
    StoreShelf.problem(name)
        .ifPresent(
            problem -> {
              throw InvalidRequestException.of(NAME, "The name " + problem + ".");
            });
  }
}
