package dev.servllama.documents;

import dev.servllama.documents.catalog.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The folders that collections follow. For one thread, which starts and closes them. */
final class FollowedFolders implements AutoCloseable {
  private final Map<String, Path> wanted;
  private final Runnable news;
  private final Clock clock;
  private final List<FolderSync> followed = new ArrayList<>();

  /**
   * @param wanted by the names of their collections
   * @param news called when there is something to index
   */
  FollowedFolders(Map<String, Path> wanted, Runnable news, Clock clock) {
    this.wanted = wanted;
    this.news = news;
    this.clock = clock;
  }

  Map<String, Path> wanted() {
    return wanted;
  }

  /** Whether a collection's folder is to be followed as it was. */
  boolean isWanted(Store store) {
    Path folder = wanted.get(store.name());
    return folder != null && folder.toString().equals(store.folder());
  }

  void follow(DocumentCollection collection) {
    Path folder = wanted.get(collection.store().name());
    followed.add(new FolderSync(collection, folder, news, clock));
  }

  void start() {
    followed.forEach(FolderSync::start);
  }

  @Override
  public void close() {
    followed.forEach(FolderSync::close);
  }
}
