package dev.servllama.training;

import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a dataset's files were found to hold when they were read, and what has been added since. Not
 * thread-safe.
 */
final class DatasetState {
  private static final Logger log = LoggerFactory.getLogger(DatasetState.class);

  private final DatasetFiles files;
  private final Contents contents;
  private final VectorFile vectors;
  private final Optional<String> vectorProblem;
  private final String stamp;

  private DatasetState(
      DatasetFiles files,
      Contents contents,
      VectorFile vectors,
      Optional<String> vectorProblem,
      String stamp) {
    this.files = files;
    this.contents = contents;
    this.vectors = vectors;
    this.vectorProblem = vectorProblem;
    this.stamp = stamp;
  }

  /**
   * Reads a dataset's files.
   *
   * @param mend whether this server may write: then what a crash has left is cleared up
   */
  static DatasetState read(DatasetFiles files, boolean mend) throws IOException {
    String stamp = stamp(files);
    if (mend) {
      Files.deleteIfExists(files.draft());
    }
    Contents contents = files.exist() ? Contents.read(files.lines()) : Contents.empty();
    if (mend && contents.torn() > 0) {
      TornLine.setAside(files, contents.length());
      contents = Contents.read(files.lines());
    }
    DatasetState state = withVectors(files, contents, stamp);
    for (String problem : state.problems()) {
      log.warn("Dataset {}: {}", files.name().text(), problem);
    }
    return state;
  }

  private static DatasetState withVectors(DatasetFiles files, Contents contents, String stamp)
      throws IOException {
    try {
      VectorFile vectors = VectorFile.read(files.vectors());
      return new DatasetState(files, contents, vectors, Optional.empty(), stamp);
    } catch (IOException e) {
      String problem = "Its vectors cannot be read: %s.".formatted(Disk.reason(e));
      VectorFile none = VectorFile.none(files.vectors());
      return new DatasetState(files, contents, none, Optional.of(problem), stamp);
    }
  }

  /** Whether the file has not been changed since. */
  boolean isCurrent() throws IOException {
    return stamp.equals(stamp(files));
  }

  Contents contents() {
    return contents;
  }

  ExampleIndex index() {
    return contents.index();
  }

  VectorFile vectors() {
    return vectors;
  }

  /** Why there can be no vectors; empty if there can. */
  Optional<String> vectorProblem() {
    return vectorProblem;
  }

  /**
   * Takes in what has been written, and tells the batches so.
   *
   * @param start where the first line begins
   */
  void accept(List<Batch> group, long start) {
    long offset = start;
    for (Batch batch : group) {
      int replaced = 0;
      for (Batch.NewLine line : batch.lines()) {
        StoredExample example = line.example();
        int length = line.line().length;
        replaced +=
            index().add(line.key(), example.id(), offset, length - 1, example.replaces()) ? 1 : 0;
        contents.created(example.created());
        offset += length;
      }
      vectors.accept(batch.vectors());
      batch.succeed(replaced, index().examples());
    }
    contents.grown(offset);
  }

  DatasetInfo info() throws IOException {
    long bytes = 0;
    for (var file : files.all()) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return new DatasetInfo(
        files.name().text(),
        index().examples(),
        bytes,
        contents.created(),
        Files.getLastModifiedTime(files.lines()).toMillis() / 1000,
        index().countOf(vectors.keys()),
        vectors.header().map(VectorFile.Header::model),
        problems());
  }

  private List<String> problems() throws IOException {
    List<String> all = new ArrayList<>(contents.problems());
    if (Files.isRegularFile(files.torn())) {
      all.add(
          "A torn line was found after a crash and set aside in %s (%d bytes)."
              .formatted(files.torn().getFileName(), Files.size(files.torn())));
    }
    vectorProblem.ifPresent(all::add);
    if (vectors.damaged() > 0) {
      all.add("%d vectors are damaged and not searched.".formatted(vectors.damaged()));
    }
    return all;
  }

  private static String stamp(DatasetFiles files) throws IOException {
    if (!files.exist()) {
      return "";
    }
    BasicFileAttributes now = Files.readAttributes(files.lines(), BasicFileAttributes.class);
    return now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
  }
}
