package dev.servllama.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The web application's own class files, in a folder or within a packed WAR. */
final class OwnClasses {
  private static final String CLASSES = "/WEB-INF/classes/";

  private final ServletContext context;
  private final Optional<Path> folder;

  /**
   * @param context lists what a packed WAR holds
   */
  OwnClasses(ServletContext context) {
    this.context = context;
    URL location = OwnClasses.class.getProtectionDomain().getCodeSource().getLocation();
    folder =
        location.getProtocol().equals("file")
            ? Optional.of(Path.of(URI.create(location.toString()))).filter(Files::isDirectory)
            : Optional.empty();
  }

  /**
   * Copies the class files of one package.
   *
   * @param packagePath with slashes, the last character too
   * @param target the class path's folder
   */
  void copy(String packagePath, Path target) throws IOException {
    Path to = target.resolve(packagePath);
    Files.createDirectories(to);
    for (String name : list(packagePath)) {
      try (InputStream in =
          OwnClasses.class.getClassLoader().getResourceAsStream(packagePath + name)) {
        Files.copy(in, to.resolve(name));
      }
    }
  }

  private List<String> list(String packagePath) throws IOException {
    if (folder.isPresent()) {
      try (Stream<Path> files = Files.list(folder.get().resolve(packagePath))) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class"))
            .toList();
      }
    }
    Set<String> paths = context.getResourcePaths(CLASSES + packagePath);
    if (paths == null) {
      throw new IOException("The container does not show the classes in " + CLASSES);
    }
    return paths.stream()
        .filter(path -> path.endsWith(".class"))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }
}
