package dev.servllama.documents;

import dev.servllama.documents.catalog.FileStamp;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files below a folder. Hidden ones are left out, and links are not followed. */
final class FolderTree {
  private static final int BUFFER = 1 << 16;

  private FolderTree() {}

  /**
   * All files.
   *
   * @return by their paths below the folder, with slashes
   */
  static Map<String, FileStamp> read(Path folder) throws IOException {
    Map<String, FileStamp> found = new TreeMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            return !each.equals(folder) && isHidden(each)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(each)) {
              String path = folder.relativize(each).toString().replace(File.separatorChar, '/');
              found.put(
                  path, new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path each, IOException e) throws IOException {
            if (each.equals(folder)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** The digest of a file's content; empty if it has gone or may not be read. */
  static Optional<String> digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchFileException | java.nio.file.AccessDeniedException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isHidden(Path file) {
    String name = file.getFileName().toString();
    // Office programs and editors keep such files beside one that is open.
    return name.startsWith(".") || name.startsWith("~$") || name.endsWith("~");
  }
}
