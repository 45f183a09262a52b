package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileStamp;
import dev.servllama.documents.catalog.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a collection in step with a folder, by looking at it again and again: that works on network
 * drives and in containers too, where events are not told. A file is taken when it has looked the
 * same twice in a row, so that one that is being written is left until it is whole.
 */
final class FolderSync implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderSync.class);
  private static final long PAUSE_MILLIS = 2_000;

  /** Looking takes at most a twentieth of the time. */
  private static final int SHARE = 20;

  private final DocumentCollection collection;
  private final Path folder;
  private final Runnable news;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Map<String, FileStamp> before = Map.of();
  private boolean readable = true;

  /**
   * @param news called when there is something to index
   */
  FolderSync(DocumentCollection collection, Path folder, Runnable news, Clock clock) {
    this.collection = collection;
    this.folder = folder;
    this.news = news;
    this.clock = clock;
    thread = new Thread(this::run, "folder-" + collection.store().name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      long pause = 0;
      while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
        long start = System.nanoTime();
        look();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        pause = Math.max(PAUSE_MILLIS, SHARE * took);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Map<String, FileStamp> now = FolderTree.read(folder);
      compare(now);
      before = now;
      readable = true;
    } catch (IOException | RuntimeException e) {
      // A drive that is away must not empty the collection.
      if (readable) {
        log.error("The folder of '{}' cannot be read: {}", collection.store().name(), e.toString());
      }
      readable = false;
    }
  }

  private void compare(Map<String, FileStamp> now) throws IOException {
    Map<String, Entry> known = new HashMap<>();
    collection.entries().forEach(entry -> known.put(entry.path(), entry));
    List<Entry> changed = new ArrayList<>();
    for (Map.Entry<String, FileStamp> file : now.entrySet()) {
      if (closing.getCount() == 0) {
        return;
      }
      if (file.getValue().equals(before.get(file.getKey()))) {
        changed(file.getKey(), file.getValue(), Optional.ofNullable(known.get(file.getKey())))
            .ifPresent(changed::add);
      }
    }
    for (Entry entry : known.values()) {
      if (!now.containsKey(entry.path())) {
        collection.remove(entry.fileId());
        news.run();
      }
    }
    if (!changed.isEmpty()) {
      collection.add(changed);
      news.run();
    }
  }

  /** A file whose content is new; one that was only touched is noted. */
  private Optional<Entry> changed(String path, FileStamp stamp, Optional<Entry> known)
      throws IOException {
    if (known.isPresent()
        && known.get().bytes() == stamp.bytes()
        && known.get().modified() == stamp.modified()) {
      return Optional.empty();
    }
    Optional<String> digest = FolderTree.digest(folder.resolve(path));
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    if (known.isPresent() && digest.get().equals(known.get().digest())) {
      collection.note(known.get().fileId(), entry -> entry.touched(stamp));
      return Optional.empty();
    }
    String id = Ids.ofName(Ids.FILE, collection.store().id() + "/" + path);
    long now = clock.instant().getEpochSecond();
    return Optional.of(Entry.inFolder(id, path, now, stamp, digest.get()));
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
