package dev.servllama.documents.parsing;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The real parser, with the classes of the tests. */
public final class Parsers {
  static final long MOST_BYTES = 64L << 20;

  private Parsers() {}

  /** A parser with the limits of the server. */
  public static ProcessParser real(Path folder) {
    return new ProcessParser(ParsingSettings.of(classpath(), folder, MOST_BYTES));
  }

  static ProcessParser with(Path folder, Duration patience, int memoryMb) {
    return new ProcessParser(
        new ParsingSettings(
            classpath(), folder, MOST_BYTES, 5_000, 20_000_000, patience, memoryMb));
  }

  static List<Path> classpath() {
    // Maven runs benches in its own process, whose class path is not theirs.
    if (Parsers.class.getClassLoader() instanceof URLClassLoader maven) {
      return Stream.of(maven.getURLs()).map(URL::getPath).map(Path::of).toList();
    }
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
