package dev.servllama.boot;

import dev.servllama.chat.ServedModel;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.pool.EnginePool;
import dev.servllama.engine.pool.PooledEngine;
import dev.servllama.error.InvalidModelException;
import dev.servllama.error.StorageException;
import dev.servllama.error.UnavailableException;
import dev.servllama.metrics.ModelMetrics;
import dev.servllama.models.ModelStore;
import dev.servllama.models.gguf.SplitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All models in the models' folder. Each file is read once, and again when it has changed and is
 * not in use. Thread-safe.
 */
final class ModelCatalog {
  private static final Logger log = LoggerFactory.getLogger(ModelCatalog.class);

  /** How long it takes at most until a file that comes or goes is noticed. */
  private static final Duration LISTING = Duration.ofSeconds(1);

  /** What was in the folder some time ago. */
  private record Listing(List<String> ids, long time) {}

  /** What tells that a model's files are others: all parts that are there count. */
  record Stamp(long size, FileTime changed) {
    static Stamp of(Path file) {
      List<Path> parts =
          SplitName.parse(file.getFileName().toString())
              .map(name -> name.siblings(file))
              .orElse(List.of(file));
      try {
        long size = 0;
        FileTime changed = Files.getLastModifiedTime(file);
        for (Path part : parts) {
          if (Files.exists(part)) {
            FileTime its = Files.getLastModifiedTime(part);
            size += Files.size(part);
            changed = its.compareTo(changed) > 0 ? its : changed;
          }
        }
        return new Stamp(size, changed);
      } catch (IOException e) {
        throw new StorageException("The model's file cannot be read: " + e.getMessage(), false, e);
      }
    }
  }

  /** A file that has been read; without a model if it is none. */
  private record Entry(Stamp stamp, Optional<Held> held, String problem) {}

  /** A model, with the parts of it that only the catalog must know. */
  record Held(ServedModel model, FileModel file, PooledEngine engine) {}

  private final ModelStore store;
  private final ModelLoader loader;
  private final EnginePool pool;
  private final ModelMetrics metrics;
  private final Map<String, Entry> entries = new HashMap<>();
  private volatile Optional<String> standard = Optional.empty();
  private volatile Listing listing;

  ModelCatalog(ModelStore store, ModelLoader loader, EnginePool pool, ModelMetrics metrics) {
    this.store = store;
    this.loader = loader;
    this.pool = pool;
    this.metrics = metrics;
  }

  /** Makes a model the default, which is to be done before it is asked for. */
  void makeDefault(String id) {
    standard = Optional.of(id);
  }

  /** The ids of all that there are, broken ones as well; the default, once known, is the first. */
  List<String> ids() {
    Listing known = listing;
    if (known == null || System.nanoTime() - known.time() > LISTING.toNanos()) {
      known = new Listing(store.ids(), System.nanoTime());
      listing = known;
    }
    List<String> ids = new ArrayList<>(known.ids());
    standard.filter(ids::remove).ifPresent(id -> ids.add(0, id));
    return ids;
  }

  /** All files, with what tells whether they change; none where the folder cannot be read. */
  Map<String, Stamp> files() {
    Map<String, Stamp> files = new HashMap<>();
    try {
      for (String id : store.ids()) {
        files.put(id, Stamp.of(store.file(id)));
      }
      return files;
    } catch (StorageException e) {
      log.debug("The models' folder cannot be read", e);
      return Map.of();
    }
  }

  /** Whether a model is in the folder as it was, or still in memory, as far as can be seen. */
  boolean has(Held held) {
    try {
      return entry(held.model().id()).flatMap(Entry::held).filter(held::equals).isPresent();
    } catch (StorageException e) {
      log.debug("The model {} cannot be looked at", held.model().id(), e);
      return true;
    }
  }

  /** Forgets what is in the folder: it has changed. */
  void refresh() {
    listing = null;
  }

  /** All that are no broken files. */
  List<ServedModel> all() {
    List<ServedModel> all = new ArrayList<>();
    for (String id : ids()) {
      entry(id).flatMap(Entry::held).ifPresent(held -> all.add(held.model()));
    }
    return all;
  }

  /**
   * A model that is there.
   *
   * @throws UnavailableException if it is broken, or has gone, with the reason
   */
  Held require(String id) {
    Entry entry =
        entry(id)
            .orElseThrow(
                () -> new UnavailableException("The model '%s' has gone.".formatted(id), null));
    return entry.held().orElseThrow(() -> new UnavailableException(entry.problem(), null));
  }

  /** Deletes a model that is not in memory. */
  synchronized void delete(Held held) {
    store.delete(held.file().parts());
    held.engine().close();
    entries.remove(held.model().id());
    refresh();
  }

  private synchronized Optional<Entry> entry(String id) {
    Path file = store.file(id);
    Entry known = entries.get(id);
    if (!Files.isRegularFile(file)) {
      return Optional.ofNullable(known).filter(ModelCatalog::inUse);
    }
    Stamp stamp = Stamp.of(file);
    if (known != null && (known.stamp().equals(stamp) || inUse(known))) {
      return Optional.of(known);
    }
    if (known != null) {
      known.held().ifPresent(held -> held.engine().close());
    }
    Entry read = read(id, file, stamp);
    entries.put(id, read);
    return Optional.of(read);
  }

  private static boolean inUse(Entry entry) {
    return entry
        .held()
        .map(held -> held.engine().status().phase())
        .filter(phase -> phase != Phase.UNLOADED && phase != Phase.FAILED)
        .isPresent();
  }

  private Entry read(String id, Path file, Stamp stamp) {
    try {
      FileModel model = loader.read(file);
      PooledEngine engine = pool.add(id, model);
      metrics.serves(id, new MeasuredEngine(engine));
      ServedModel served =
          new ServedModel(
              id,
              stamp.changed().toInstant().getEpochSecond(),
              Optional.of(model.card()),
              model.fingerprint(),
              engine,
              Optional.of(model::prompting));
      return new Entry(stamp, Optional.of(new Held(served, model, engine)), "");
    } catch (InvalidModelException e) {
      log.warn(e.getMessage());
      return new Entry(stamp, Optional.empty(), e.getMessage());
    }
  }
}
