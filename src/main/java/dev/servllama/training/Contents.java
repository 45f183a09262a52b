package dev.servllama.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a dataset's file was found to hold. Not thread-safe. */
final class Contents implements LineSorter.Visitor {
  private static final String EMPTY = "The file is empty.";
  private static final int PROBLEMS_TOLD = 20;

  private final ExampleIndex index = new ExampleIndex();
  private final List<String> problems = new ArrayList<>();
  private OptionalLong created = OptionalLong.empty();
  private long damaged;
  private long length;
  private long torn;

  private Contents() {}

  /** What there is before there is a file. */
  static Contents empty() {
    return new Contents();
  }

  /** Reads a file from its beginning to its end. */
  static Contents read(Path file) throws IOException {
    Contents contents = new Contents();
    contents.length = LineSorter.sort(file, contents) - contents.torn;
    if (contents.length + contents.torn == 0) {
      contents.problems.add(EMPTY);
    }
    return contents;
  }

  @Override
  public void example(long offset, int lineLength, StoredExample example) {
    index.add(
        PromptKey.of(example.example().prompt()),
        example.id(),
        offset,
        lineLength,
        example.replaces());
    created(example.created());
  }

  @Override
  public void damaged(long number, byte[] bytes, String problem) {
    damaged++;
    if (damaged <= PROBLEMS_TOLD) {
      problems.add("Line %d is not served: %s.".formatted(number, problem));
    }
  }

  @Override
  public void torn(long offset, long tornLength) {
    torn = tornLength;
  }

  /** Takes note of an example's time. */
  void created(OptionalLong when) {
    if (created.isEmpty() || (when.isPresent() && when.getAsLong() < created.getAsLong())) {
      created = when;
    }
  }

  ExampleIndex index() {
    return index;
  }

  /** When the oldest example was stored. */
  OptionalLong created() {
    return created;
  }

  /** The bytes of the file that are not torn. */
  long length() {
    return length;
  }

  /** Takes note that the file has grown. */
  void grown(long to) {
    length = to;
    if (to > 0) {
      problems.remove(EMPTY);
    }
  }

  /** The bytes of a torn line at the file's end. */
  long torn() {
    return torn;
  }

  /** Lines that hold no example. */
  long damaged() {
    return damaged;
  }

  /** What is to be said of the file. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    if (damaged > PROBLEMS_TOLD) {
      all.add("%d lines in all are not served.".formatted(damaged));
    }
    if (torn > 0) {
      all.add("The last line is torn: %d bytes are not served.".formatted(torn));
    }
    return all;
  }
}
