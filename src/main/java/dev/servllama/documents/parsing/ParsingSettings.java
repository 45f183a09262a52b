package dev.servllama.documents.parsing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How documents are read.
 *
 * @param classpath of the process that reads them
 * @param workFolder where it may write
 * @param mostBytes of a file
 * @param mostPages of a document
 * @param mostCharacters of its text
 * @param patience how long reading one may take
 * @param memoryMb of the process
 */
public record ParsingSettings(
    List<Path> classpath,
    Path workFolder,
    long mostBytes,
    int mostPages,
    int mostCharacters,
    Duration patience,
    int memoryMb) {
  private static final long LEAST_WRITTEN = 64L << 20;

  /** The most bytes of a file that the process may write: for its own use, while it reads. */
  long mostWritten() {
    return Math.max(LEAST_WRITTEN, 2 * mostBytes);
  }

  /** Limits that hold ten thousand pages of text, and few attackers. */
  public static ParsingSettings of(List<Path> classpath, Path workFolder, long mostBytes) {
    return new ParsingSettings(
        classpath, workFolder, mostBytes, 5_000, 20_000_000, Duration.ofSeconds(120), 512);
  }
}
