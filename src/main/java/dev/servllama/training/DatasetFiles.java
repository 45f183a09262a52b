package dev.servllama.training;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of one dataset. Only the first ends in {@code .jsonl}, so none can be another
 * dataset's.
 *
 * @param folder the owner's
 * @param name the dataset's
 */
record DatasetFiles(Path folder, DatasetName name) {
  private static final String LINES = ".jsonl";

  Path lines() {
    return beside(LINES);
  }

  /** What {@link #lines} is going to be after a compaction. */
  Path draft() {
    return beside(LINES + ".new");
  }

  /** Where torn ends of {@link #lines} are kept. */
  Path torn() {
    return beside(LINES + ".torn");
  }

  Path vectors() {
    return beside(".vectors");
  }

  /** All of them, the one that makes the dataset exist at the end. */
  List<Path> all() {
    return List.of(draft(), torn(), vectors(), lines());
  }

  boolean exist() {
    return Files.exists(lines(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Why the dataset cannot be used although something has its name; empty if it can. */
  Optional<String> obstacle() {
    Path file = lines();
    for (Path each : all()) {
      if (Files.isSymbolicLink(each)) {
        return Optional.of(each.getFileName() + " is a symbolic link, which is not followed.");
      }
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(file.getFileName() + " is a folder, not a file.");
    }
    if (exist() && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(file.getFileName() + " is not an ordinary file.");
    }
    return Optional.empty();
  }

  /** The name of the dataset whose lines a file holds; empty for every other file. */
  static Optional<DatasetName> nameOf(Path file) {
    String text = file.getFileName().toString();
    return Optional.of(text)
        .filter(t -> t.endsWith(LINES))
        .map(t -> t.substring(0, t.length() - LINES.length()))
        .filter(t -> DatasetName.problem(t).isEmpty())
        .map(DatasetName::new);
  }

  private Path beside(String ending) {
    return folder.resolve(name.text() + ending);
  }
}
