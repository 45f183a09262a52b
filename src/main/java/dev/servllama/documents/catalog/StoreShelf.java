package dev.servllama.documents.catalog;

import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collections on the disk: a folder for each. Thread-safe as far as ids differ. */
public final class StoreShelf {
  private static final int LONGEST_NAME = 256;

  private final Path folder;
  private final Clock clock;

  private StoreShelf(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Removes halves. */
  public static StoreShelf open(Path folder, Clock clock) throws IOException {
    Disk.createFolder(folder);
    JsonFiles.sweep(folder);
    return new StoreShelf(folder, clock);
  }

  /** All that there are. */
  public Map<Store, StoreFolder> read() throws IOException {
    Map<Store, StoreFolder> all = new LinkedHashMap<>();
    for (Path each : JsonFiles.list(folder)) {
      if (Ids.isId(Ids.STORE, each.getFileName().toString())) {
        StoreFolder found = StoreFolder.at(each);
        found.readStore().ifPresent(store -> all.put(store, found));
      }
    }
    return all;
  }

  /** A new collection that is not on the disk yet. */
  public Store draft(String owner, String name, Map<String, String> metadata) {
    long now = clock.instant().getEpochSecond();
    return new Store(Ids.random(Ids.STORE), owner, name, now, now, metadata, null);
  }

  /** The collection of a folder, which always has the same id. */
  public Store ofFolder(String name, Path path) {
    long now = clock.instant().getEpochSecond();
    String id = Ids.ofName(Ids.STORE, "folder:" + name);
    return new Store(id, Store.EVERYONE, name, now, now, Map.of(), path.toString());
  }

  /** A new batch that is not on the disk yet. */
  public FileBatch batch(List<String> fileIds) {
    return new FileBatch(Ids.random(Ids.BATCH), clock.instant().getEpochSecond(), fileIds, false);
  }

  /** Stores a new collection. */
  public StoreFolder create(Store store) {
    return StoreFolder.create(folder, store);
  }

  /** What is wrong with a collection's name, to be put behind "the name". */
  public static Optional<String> problem(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (Ids.isId(Ids.STORE, name)) {
      return Optional.of("looks like an id");
    }
    return NameRules.problem(name, LONGEST_NAME);
  }
}
