package dev.servllama.boot;

import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key that is made when one is required and none was given. It is kept in the data folder, to
 * be read by nobody but the server's own user, and is the same after a restart.
 */
final class KeyFile {
  private static final String NAME = "api-key";
  private static final String PREFIX = "sk-";
  private static final int RANDOM_BYTES = 32;

  private final Path file;

  KeyFile(Path dataDir) {
    file = dataDir.resolve(NAME);
  }

  Path path() {
    return file;
  }

  /**
   * The key that is there, or a new one.
   *
   * @throws StorageException if it can be neither read nor made
   */
  String keyOrNew() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        make();
      }
      String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (key.isEmpty()) {
        throw new IOException("it is empty; delete it for a new key");
      }
      return key;
    } catch (IOException e) {
      throw new StorageException(
          "The API key cannot be kept in %s: %s".formatted(file, e.getMessage()), false, e);
    }
  }

  /** Whole or not at all: another server may be looking for it at the same moment. */
  private void make() throws IOException {
    Path draft = file.resolveSibling(NAME + "-" + ProcessHandle.current().pid());
    write(draft, newKey());
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other one was quicker.
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String newKey() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static void write(Path file, String key) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly())) {
      channel.write(StandardCharsets.US_ASCII.encode(key + "\n"));
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
