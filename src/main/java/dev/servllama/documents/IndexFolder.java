package dev.servllama.documents;

import dev.servllama.documents.index.ChunkIndex;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of a collection on the disk: each is a folder named after the model that made it, and
 * a file beside it says that it is whole. Not thread-safe.
 *
 * @param folder in which they lie
 * @param name of the one that is wanted
 */
record IndexFolder(Path folder, String name) {
  private static final Logger log = LoggerFactory.getLogger(IndexFolder.class);
  private static final String WHOLE = ".whole";

  /** Whether the wanted one is whole. */
  boolean isWhole() {
    return Files.exists(folder.resolve(name + WHOLE));
  }

  /**
   * Says that the wanted one is whole.
   *
   * @param model that made it, for people
   */
  void markWhole(String model) throws IOException {
    Files.write(folder.resolve(name + WHOLE), model.getBytes(StandardCharsets.UTF_8));
    Disk.force(folder);
  }

  /** The name of another one that is whole. */
  Optional<String> otherWhole() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(WHOLE))
          .map(file -> file.substring(0, file.length() - WHOLE.length()))
          .filter(other -> !other.equals(name))
          .findFirst();
    }
  }

  /** The model that made one that is whole. */
  String modelOf(String whole) throws IOException {
    return Files.readString(folder.resolve(whole + WHOLE));
  }

  /** Opens one; if it is damaged, that is said, and an empty one is in its place. */
  ChunkIndex openOrRenew(String which) throws IOException {
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

  /** Removes all but the wanted one. */
  void removeOthers() throws IOException {
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
