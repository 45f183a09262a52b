package dev.servllama.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A temporary folder for the native side, which stays as long as the JVM. Once the libraries are
 * loaded their files are not needed (on Windows they stay until the end), and only classes are
 * left. What a killed JVM has left goes at the next {@link #create}.
 */
record NativeFolder(Path path) implements AutoCloseable {
  private static final String PREFIX = "servllama-natives-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-(\\d+)-.*");

  static NativeFolder create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    sweep(parent);
    ProcessHandle self = ProcessHandle.current();
    return new NativeFolder(
        Files.createTempDirectory(parent, PREFIX + self.pid() + "-" + start(self) + "-"));
  }

  /** Deletes what is not needed any more, and sees to the rest when the JVM ends. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted().toList();
    }
    for (Path file : all) {
      if (Files.isRegularFile(file) && !file.toString().endsWith(".class")) {
        deleteIfPossible(file);
      }
      // Goes in the reverse order, so folders are empty when it is their turn.
      file.toFile().deleteOnExit();
    }
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!isOwned(folder.getFileName().toString())) {
          deleteAll(folder);
        }
      }
    }
  }

  private static boolean isOwned(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return true;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(matcher.group(1)));
    return owner.isPresent() && start(owner.get()) == Long.parseLong(matcher.group(2));
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(NativeFolder::deleteIfPossible);
    } catch (UncheckedIOException e) {
      // Somebody else removes it at the same time.
    }
  }

  private static void deleteIfPossible(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // In use, on Windows: it goes at the end, or at the next start.
    }
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
