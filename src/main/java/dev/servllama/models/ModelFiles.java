package dev.servllama.models;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Collects files. Links are followed, as models are often kept on another disk; what may not be
 * read ({@code lost+found}, say) or leads in a circle is left out.
 */
final class ModelFiles extends SimpleFileVisitor<Path> {
  private final Path root;
  private final List<Path> files = new ArrayList<>();

  private ModelFiles(Path root) {
    this.root = root;
  }

  /** The regular files below a folder, in no order. */
  static List<Path> below(Path root, int depth) throws IOException {
    ModelFiles visitor = new ModelFiles(root);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, visitor);
    return visitor.files;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (Files.isRegularFile(file)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
    if (file.equals(root)) {
      throw problem;
    }
    return FileVisitResult.CONTINUE;
  }
}
