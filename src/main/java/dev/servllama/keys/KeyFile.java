package dev.servllama.keys;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A key file that may change. It is read when it has looked the same twice in a row, so that half
 * of a file that is still being written is not taken for all of it. For one thread.
 */
final class KeyFile {
  private static final long MOST_BYTES = 16 << 20;

  private record State(FileTime modified, long size, Object id) {}

  private final Path path;
  private Optional<State> read = Optional.empty();
  private Optional<State> seen = Optional.empty();

  KeyFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the file.
   *
   * @throws KeyFileException if that cannot be done; the message begins with the file's name
   */
  KeyBook read() {
    seen = state();
    read = seen;
    try {
      return KeyFileReader.read(text(), isJson());
    } catch (KeyFileException e) {
      throw new KeyFileException(0, "", path + ", " + e.getMessage());
    }
  }

  /**
   * Looks whether the file has changed, and reads it once if so.
   *
   * @return what stands in it now; empty if it is as it was when it was read last
   * @throws KeyFileException if it has changed and cannot be read now
   */
  Optional<KeyBook> readIfChanged() {
    Optional<State> now = state();
    boolean settled = now.equals(seen);
    seen = now;
    return settled && !now.equals(read) ? Optional.of(read()) : Optional.empty();
  }

  private String text() {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new KeyFileException(0, "", "the file is larger than %d bytes".formatted(MOST_BYTES));
      }
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new KeyFileException(0, "", "the file is not UTF-8");
    } catch (NoSuchFileException e) {
      throw new KeyFileException(0, "", "there is no such file");
    } catch (IOException e) {
      throw new KeyFileException(0, "", "the file cannot be read: " + e.getMessage());
    }
  }

  private boolean isJson() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private Optional<State> state() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(new State(now.lastModifiedTime(), now.size(), now.fileKey()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
