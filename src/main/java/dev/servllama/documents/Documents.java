package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.documents.catalog.FileShelf;
import dev.servllama.documents.catalog.Store;
import dev.servllama.documents.catalog.StoreFolder;
import dev.servllama.documents.catalog.StoreShelf;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.index.Question;
import dev.servllama.documents.index.Ranking;
import dev.servllama.documents.parsing.DocumentParser;
import dev.servllama.documents.splitting.ChunkSize;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All files and collections. Thread-safe. */
public final class Documents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Documents.class);
  private static final String NAME = "name";

  private final FolderLock lock;
  private final FileShelf files;
  private final StoreShelf stores;
  private final Vectors vectors;
  private final DocumentParser parser;
  private final Clock clock;
  private final IndexingThreads threads;
  private final Map<String, DocumentCollection> collections = new ConcurrentHashMap<>();
  private final List<FolderSync> folders = new ArrayList<>();

  private Documents(
      FolderLock lock, Path folder, Embedder embedder, DocumentParser parser, Clock clock)
      throws IOException {
    this.lock = lock;
    this.parser = parser;
    this.clock = clock;
    vectors = new Vectors(embedder);
    files = FileShelf.open(folder.resolve("files"), clock);
    stores = StoreShelf.open(folder.resolve("stores"), clock);
    Indexer indexer = new Indexer(parser, vectors, this::content);
    threads = new IndexingThreads(collections::values, indexer, vectors, parser::rest);
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
      Documents documents = new Documents(lock, settings.folder(), embedder, parser, clock);
      documents.start(settings);
      started = true;
      return documents;
    } finally {
      if (!started) {
        lock.close();
      }
    }
  }

  private void start(DocumentsSettings settings) throws IOException {
    for (Map.Entry<Store, StoreFolder> each : stores.read().entrySet()) {
      Store store = each.getKey();
      Path followed = settings.folders().get(store.name());
      if (store.folder() == null) {
        openCollection(store, each.getValue());
      } else if (followed == null || !followed.toString().equals(store.folder())) {
        log.info("The folder of '{}' is not followed any more", store.name());
        each.getValue().delete();
      } else {
        follow(openCollection(store, each.getValue()), followed);
      }
    }
    for (Map.Entry<String, Path> each : settings.folders().entrySet()) {
      Store store = stores.ofFolder(each.getKey(), each.getValue());
      if (!collections.containsKey(store.id())) {
        follow(openCollection(store, stores.create(store)), each.getValue());
      }
    }
    threads.start();
    folders.forEach(FolderSync::start);
  }

  private void follow(DocumentCollection collection, Path folder) {
    folders.add(new FolderSync(collection, folder, threads::wake, clock));
  }

  private DocumentCollection openCollection(Store store, StoreFolder folder) throws IOException {
    DocumentCollection collection = DocumentCollection.open(store, folder, vectors.model(), clock);
    collections.put(store.id(), collection);
    return collection;
  }

  /** The uploaded files. */
  public FileShelf files() {
    return files;
  }

  /** Deletes a file everywhere. */
  public void deleteFile(String owner, String id) {
    StoredFile file = files.require(owner, id);
    for (DocumentCollection collection : collections.values()) {
      if (!collection.followsFolder()) {
        collection.remove(id);
      }
    }
    files.delete(file);
    threads.wake();
  }

  /** Whether a file is in a collection that has not read it yet; the worst there is to say. */
  public Optional<Entry> worstEntry(String fileId) {
    return collections.values().stream()
        .flatMap(collection -> collection.find(fileId).stream())
        .min(Comparator.comparing(entry -> entry.state() == Entry.State.COMPLETED));
  }

  /** The collections that an owner sees: their own and those of folders. The oldest first. */
  public List<DocumentCollection> list(String owner) {
    return collections.values().stream()
        .filter(collection -> isVisible(collection, owner))
        .sorted(
            Comparator.<DocumentCollection>comparingLong(c -> c.store().createdAt())
                .thenComparing(c -> c.store().id()))
        .toList();
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
    for (DocumentCollection collection : visible) {
      if (collection.store().id().equals(idOrName)) {
        return collection;
      }
    }
    List<DocumentCollection> named =
        visible.stream().filter(c -> c.store().name().equals(idOrName)).toList();
    if (named.size() > 1) {
      throw InvalidRequestException.of(
          param,
          "%d vector stores are named '%s'; name one by its id.".formatted(named.size(), idOrName));
    }
    if (named.isEmpty() || idOrName.isEmpty()) {
      String shown = idOrName.length() > 80 ? idOrName.substring(0, 80) + "…" : idOrName;
      throw new NotFoundException(
          "There is no vector store or collection '%s'.".formatted(shown),
          param,
          "vector_store_not_found");
    }
    return named.get(0);
  }

  private static boolean isVisible(DocumentCollection collection, String owner) {
    String its = collection.store().owner();
    return its.equals(owner) || its.equals(Store.EVERYONE);
  }

  /** Makes a collection. */
  public DocumentCollection create(String owner, String name, Map<String, String> metadata) {
    checkName(name);
    Store store = stores.draft(owner, name, metadata);
    try {
      return openCollection(store, stores.create(store));
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
    collections.remove(collection.store().id());
    try {
      collection.delete();
    } catch (IOException e) {
      throw Disk.refused("The deletion", e);
    }
  }

  /**
   * A file that is to be put into a collection.
   *
   * @param file which
   * @param attributes by which searches can be narrowed
   * @param chunkSize empty for the server's own choice
   */
  public record Addition(
      StoredFile file, Map<String, Object> attributes, Optional<ChunkSize> chunkSize) {}

  /** Puts files into a collection; they are in progress then. */
  public List<Entry> add(DocumentCollection collection, List<Addition> additions) {
    checkOwn(collection);
    long now = clock.instant().getEpochSecond();
    List<Entry> entries =
        additions.stream()
            .map(a -> Entry.of(a.file(), now, a.attributes(), a.chunkSize().orElse(null)))
            .toList();
    collection.add(entries);
    threads.wake();
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
    threads.wake();
  }

  /** Changes the attributes of a file in a collection. */
  public Entry setAttributes(
      DocumentCollection collection, String fileId, Map<String, Object> attributes) {
    checkOwn(collection);
    Entry changed = collection.require(fileId).with(attributes);
    collection.note(changed);
    return changed;
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
    List<String> texts = List.copyOf(asked.keySet());
    List<float[]> meanings = ranking == Ranking.WORDS ? List.of() : vectors.of(texts);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<float[]> vector =
          meanings.isEmpty() ? Optional.empty() : Optional.of(meanings.get(i));
      questions.add(new Question(texts.get(i), vector, asked.get(texts.get(i))));
    }
    return new Search(where, filter, limit, ranking).run(questions);
  }

  private Path content(DocumentCollection collection, Entry entry) {
    String folder = collection.store().folder();
    return folder == null ? files.content(entry.fileId()) : Path.of(folder).resolve(entry.path());
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

  @Override
  public void close() {
    folders.forEach(FolderSync::close);
    vectors.stop();
    parser.close();
    threads.close();
    for (DocumentCollection collection : collections.values()) {
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
