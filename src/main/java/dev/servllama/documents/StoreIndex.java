package dev.servllama.documents;

import dev.servllama.documents.catalog.Ids;
import dev.servllama.documents.index.ChunkIndex;
import dev.servllama.documents.index.Source;
import dev.servllama.documents.splitting.Chunk;
import dev.servllama.storage.Disk;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a collection, and the one that is to take its place: vectors of different models
 * cannot be compared, so a changed model needs a new index, and until that is whole the old one
 * serves, by its words alone.
 *
 * <p>On the disk an index is a folder named after the model that made it; a file beside it says
 * that it is whole. Not thread-safe, but for {@link #serving} and {@link #isRebuilding}.
 */
final class StoreIndex {
  private static final Logger log = LoggerFactory.getLogger(StoreIndex.class);
  private static final String WHOLE = ".whole";

  /** Changes whenever chunks are cut or stored in another way. */
  private static final String VERSION = "2";

  private final Path folder;
  private final String name;
  private final String model;
  private volatile ChunkIndex serving;
  private volatile ChunkIndex building;

  private StoreIndex(Path folder, String model) {
    this.folder = folder;
    this.model = model;
    this.name = Ids.ofName("", VERSION + ":" + model);
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
    Optional<String> old = otherWhole();
    if (isWhole(name)) {
      serving = openOrRenew(name);
      removeOthers();
    } else if (old.isPresent()) {
      log.warn(
          "An index was made by {}, the model is {} now; a new one is being built beside it",
          Files.readString(folder.resolve(old.get() + WHOLE)),
          model);
      serving = openOrRenew(old.get());
      building = openOrRenew(name);
    } else {
      serving = openOrRenew(name);
      markWhole();
    }
  }

  private ChunkIndex openOrRenew(String which) throws IOException {
    Path path = folder.resolve(which);
    try {
      return ChunkIndex.open(path);
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | NoSuchFileException
        | FileNotFoundException
        | EOFException
        | IllegalArgumentException e) {
      log.error("The index {} is damaged and is built again: {}", path, e.toString());
      delete(path);
      return ChunkIndex.open(path);
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
    markWhole();
    ChunkIndex old = serving;
    serving = building;
    building = null;
    old.close();
    removeOthers();
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

  private boolean isWhole(String which) {
    return Files.exists(folder.resolve(which + WHOLE));
  }

  private void markWhole() throws IOException {
    Path mark = folder.resolve(name + WHOLE);
    Files.write(mark, model.getBytes(StandardCharsets.UTF_8));
    Disk.force(folder);
  }

  private Optional<String> otherWhole() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(WHOLE))
          .map(file -> file.substring(0, file.length() - WHOLE.length()))
          .filter(other -> !other.equals(name))
          .findFirst();
    }
  }

  private void removeOthers() throws IOException {
    List<Path> others;
    try (Stream<Path> files = Files.list(folder)) {
      others = files.filter(file -> !file.getFileName().toString().startsWith(name)).toList();
    }
    // The marks first: what has none is not served any more.
    for (Path other : others.stream().sorted(Comparator.reverseOrder()).toList()) {
      delete(other);
    }
  }

  private static void delete(Path path) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
