package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileShelf;
import dev.servllama.documents.catalog.Store;
import dev.servllama.documents.catalog.StoreFolder;
import dev.servllama.documents.catalog.StoreShelf;
import dev.servllama.documents.index.Question;
import dev.servllama.documents.index.Ranking;
import dev.servllama.documents.parsing.DocumentParser;
import dev.servllama.embedding.Embedder;
import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.UnavailableException;
import dev.servllama.storage.Disk;
import dev.servllama.storage.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All files and collections. Thread-safe. */
public final class Documents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Documents.class);

  private final FolderLock lock;
  private final FileShelf files;
  private final StoreShelf stores;
  private final Vectors vectors;
  private final DocumentParser parser;
  private final Clock clock;
  private final IndexingThreads threads;
  private final CollectionRegistry collections = new CollectionRegistry();
  private final FollowedFolders folders;
  private final DocumentChanges changes;

  private Documents(
      FolderLock lock,
      DocumentsSettings settings,
      Embedder embedder,
      DocumentParser parser,
      Clock clock)
      throws IOException {
    Path folder = settings.folder();
    this.lock = lock;
    this.parser = parser;
    this.clock = clock;
    vectors = new Vectors(embedder);
    files = FileShelf.open(folder.resolve("files"), clock);
    stores = StoreShelf.open(folder.resolve("stores"), clock);
    Indexer indexer = new Indexer(parser, vectors, this::content);
    threads = new IndexingThreads(collections::all, indexer, vectors, parser::rest);
    folders = new FollowedFolders(settings.folders(), threads::wake, clock);
    changes =
        new DocumentChanges(files, stores, collections, this::openCollection, threads::wake, clock);
  }

  /**
   * Opens the documents and begins to work on what is not done.
   *
   * @param settings where everything lies
   * @param embedder need not be ready
   * @param parser closed with the documents
   * @throws dev.servllama.error.StorageException if the folder cannot be used
   * @throws ConflictException if another server uses it
   */
  public static Documents open(
      DocumentsSettings settings, Embedder embedder, DocumentParser parser, Clock clock) {
    try {
      Disk.createFolder(settings.folder());
      FolderLock lock =
          FolderLock.tryAcquire(settings.folder())
              .orElseThrow(
                  () ->
                      new ConflictException(
                          "Another server uses the documents in this DATA_DIR.",
                          "documents_in_use"));
      return start(lock, settings, embedder, parser, clock);
    } catch (IOException e) {
      throw Disk.unreadable("The documents in DATA_DIR", e);
    }
  }

  private static Documents start(
      FolderLock lock,
      DocumentsSettings settings,
      Embedder embedder,
      DocumentParser parser,
      Clock clock)
      throws IOException {
    boolean started = false;
    try {
      Documents documents = new Documents(lock, settings, embedder, parser, clock);
      documents.start();
      started = true;
      return documents;
    } finally {
      if (!started) {
        lock.close();
      }
    }
  }

  private void start() throws IOException {
    for (Map.Entry<Store, StoreFolder> each : stores.read().entrySet()) {
      Store store = each.getKey();
      if (store.folder() == null) {
        openCollection(store, each.getValue());
      } else if (folders.isWanted(store)) {
        folders.follow(openCollection(store, each.getValue()));
      } else {
        log.info("The folder of '{}' is not followed any more", store.name());
        each.getValue().delete();
      }
    }
    for (Map.Entry<String, Path> each : folders.wanted().entrySet()) {
      Store store = stores.ofFolder(each.getKey(), each.getValue());
      if (!collections.contains(store.id())) {
        folders.follow(openCollection(store, stores.create(store)));
      }
    }
    threads.start();
    folders.start();
  }

  private DocumentCollection openCollection(Store store, StoreFolder folder) throws IOException {
    DocumentCollection collection = DocumentCollection.open(store, folder, vectors.model(), clock);
    collections.add(collection);
    return collection;
  }

  /** The uploaded files. */
  public FileShelf files() {
    return files;
  }

  /** Changes them. */
  public DocumentChanges changes() {
    return changes;
  }

  /** Whether a file is in a collection that has not read it yet; the worst there is to say. */
  public Optional<Entry> worstEntry(String fileId) {
    return collections.all().stream()
        .flatMap(collection -> collection.find(fileId).stream())
        .min(Comparator.comparing(entry -> entry.state() == Entry.State.COMPLETED));
  }

  /** The collections that an owner sees: their own and those of folders. The oldest first. */
  public List<DocumentCollection> list(String owner) {
    return collections.visibleTo(owner);
  }

  /**
   * A collection, by its id or its name.
   *
   * @param visible among which
   * @param param the field that names it, or null if the path does
   * @throws NotFoundException if there is none of that name
   * @throws InvalidRequestException if several have the name
   */
  public DocumentCollection require(
      List<DocumentCollection> visible, String idOrName, String param) {
    return CollectionRegistry.require(visible, idOrName, param);
  }

  /**
   * Finds passages.
   *
   * @param where in which collections
   * @param asked what is looked for; a text's weight is how much it counts beside the others
   * @param filter which files
   * @param limit how many passages at most
   * @throws UnavailableException if the embedder is not ready
   */
  public List<Found> search(
      List<DocumentCollection> where,
      Map<String, Double> asked,
      Optional<AttributeFilter> filter,
      int limit,
      Ranking ranking) {
    where.forEach(DocumentCollection::touch);
    List<Question> questions = vectors.questions(asked, ranking != Ranking.WORDS);
    return new Search(where, filter, limit, ranking).run(questions);
  }

  private Path content(DocumentCollection collection, Entry entry) {
    String folder = collection.store().folder();
    return folder == null ? files.content(entry.fileId()) : Path.of(folder).resolve(entry.path());
  }

  @Override
  public void close() {
    folders.close();
    vectors.stop();
    parser.close();
    threads.close();
    for (DocumentCollection collection : collections.all()) {
      try {
        collection.close();
      } catch (IOException | RuntimeException e) {
        log.error("An index could not be closed: {}", e.toString());
      }
    }
    try {
      lock.close();
    } catch (IOException e) {
      log.warn("The lock of the documents could not be let go: {}", e.getMessage());
    }
  }
}
