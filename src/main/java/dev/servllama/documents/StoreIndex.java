package dev.servllama.documents;

import dev.servllama.documents.catalog.Ids;
import dev.servllama.documents.index.ChunkIndex;
import dev.servllama.documents.index.Source;
import dev.servllama.documents.splitting.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a collection, and the one that is to take its place: vectors of different models
 * cannot be compared, so a changed model needs a new index, and until that is whole the old one
 * serves, by its words alone. Not thread-safe, but for {@link #serving} and {@link #isRebuilding}.
 */
final class StoreIndex {
  private static final Logger log = LoggerFactory.getLogger(StoreIndex.class);

  /** Changes whenever chunks are cut or stored in another way. */
  private static final String VERSION = "2";

  private final IndexFolder folder;
  private final String model;
  private volatile ChunkIndex serving;
  private volatile ChunkIndex building;

  private StoreIndex(Path folder, String model) {
    this.folder = new IndexFolder(folder, Ids.ofName("", VERSION + ":" + model));
    this.model = model;
  }

  /**
   * Opens what there is; a damaged index is said and thrown away.
   *
   * @param model of the vectors
   */
  static StoreIndex open(Path folder, String model) throws IOException {
    StoreIndex index = new StoreIndex(folder, model);
    Files.createDirectories(folder);
    index.open();
    return index;
  }

  private void open() throws IOException {
    Optional<String> old = folder.otherWhole();
    if (folder.isWhole()) {
      serving = folder.openOrRenew(folder.name());
      folder.removeOthers();
    } else if (old.isPresent()) {
      log.warn(
          "An index was made by {}, the model is {} now; a new one is being built beside it",
          folder.modelOf(old.get()),
          model);
      serving = folder.openOrRenew(old.get());
      building = folder.openOrRenew(folder.name());
    } else {
      serving = folder.openOrRenew(folder.name());
      folder.markWhole(model);
    }
  }

  /** What searches ask. */
  ChunkIndex serving() {
    return serving;
  }

  /** Whether the serving index is of another model, so that only its words can be asked. */
  boolean isRebuilding() {
    return building != null;
  }

  /** The index that has to have all files. */
  ChunkIndex target() {
    return building == null ? serving : building;
  }

  void replace(Source source, List<Chunk> chunks, List<float[]> vectors) throws IOException {
    target().replace(source, chunks, vectors);
    target().refresh();
  }

  void delete(Set<String> fileIds) throws IOException {
    for (ChunkIndex each : both()) {
      each.delete(fileIds);
      each.refresh();
    }
  }

  void commit() throws IOException {
    for (ChunkIndex each : both()) {
      each.commit();
    }
  }

  void purge() throws IOException {
    for (ChunkIndex each : both()) {
      if (each.hasDeletions()) {
        each.purge();
      }
    }
  }

  /** Files that are in the index that has to have them. */
  Map<String, Integer> files() throws IOException {
    return target().files();
  }

  /** The new index has all files: it takes the old one's place. */
  void swap() throws IOException {
    building.commit();
    folder.markWhole(model);
    ChunkIndex old = serving;
    serving = building;
    building = null;
    old.close();
    folder.removeOthers();
    log.info("The new index of {} has taken the old one's place", model);
  }

  void close() throws IOException {
    for (ChunkIndex each : both()) {
      each.close();
    }
  }

  private List<ChunkIndex> both() {
    return building == null ? List.of(serving) : List.of(serving, building);
  }
}
