package dev.servllama.documents.catalog;

import dev.servllama.error.NotFoundException;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The uploaded files: a folder for each, with its content and what is known of it. Thread-safe. */
public final class FileShelf {
  private static final String META = "file.json";
  private static final String CONTENT = "content";

  private final Path folder;
  private final Clock clock;
  private final Map<String, StoredFile> files = new ConcurrentHashMap<>();

  private FileShelf(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Reads what there is, and removes halves. */
  public static FileShelf open(Path folder, Clock clock) throws IOException {
    Disk.createFolder(folder);
    JsonFiles.sweep(folder);
    FileShelf shelf = new FileShelf(folder, clock);
    for (Path each : JsonFiles.list(folder)) {
      if (Ids.isId(Ids.FILE, each.getFileName().toString())) {
        JsonFiles.read(each.resolve(META), StoredFile.class)
            .ifPresent(file -> shelf.files.put(file.id(), file));
      }
    }
    return shelf;
  }

  /** Begins to take in a file. */
  public Upload begin() {
    String id = Ids.random(Ids.FILE);
    try {
      return new Upload(id, Files.createDirectory(folder.resolve(JsonFiles.DRAFT + id)));
    } catch (IOException e) {
      throw Disk.refused("The file", e);
    }
  }

  /** Takes in what has been written; from now on the file is there, whatever happens. */
  public StoredFile finish(Upload upload, String owner, String name, String purpose) {
    FileName.check(name);
    try {
      long bytes = upload.close();
      StoredFile file =
          new StoredFile(
              upload.id(), owner, name, purpose, bytes, clock.instant().getEpochSecond());
      JsonFiles.write(upload.folder().resolve(META), file);
      Disk.force(upload.folder());
      Files.move(upload.folder(), folder.resolve(file.id()));
      Disk.force(folder);
      files.put(file.id(), file);
      return file;
    } catch (IOException e) {
      throw Disk.refused("The file", e);
    } finally {
      upload.discard();
    }
  }

  /** The files of an owner, the oldest first. */
  public List<StoredFile> list(String owner) {
    return files.values().stream()
        .filter(file -> file.owner().equals(owner))
        .sorted(Comparator.comparingLong(StoredFile::createdAt).thenComparing(StoredFile::id))
        .toList();
  }

  /**
   * A file.
   *
   * @throws NotFoundException if the owner has none of that id
   */
  public StoredFile require(String owner, String id) {
    StoredFile file = files.get(id);
    if (file == null || !file.owner().equals(owner)) {
      throw new NotFoundException(
          "There is no file '%s'.".formatted(shorten(id)), "file_id", "file_not_found");
    }
    return file;
  }

  /** Where the content of a file lies. */
  public Path content(String id) {
    return folder.resolve(id).resolve(CONTENT);
  }

  /** Deletes a file, and its content from the disk. */
  public void delete(StoredFile file) {
    if (!files.remove(file.id(), file)) {
      return;
    }
    try {
      JsonFiles.deleteFolder(folder.resolve(file.id()));
    } catch (IOException e) {
      files.put(file.id(), file);
      throw Disk.refused("The deletion", e);
    }
  }

  private static String shorten(String id) {
    return id.length() <= 80 ? id : id.substring(0, 80) + "…";
  }

  static Path contentIn(Path folder) {
    return folder.resolve(CONTENT);
  }
}
