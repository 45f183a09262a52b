package dev.servllama.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WAR and its two halves: the launcher with Jetty, and the web application.
 *
 * @param file the WAR
 */
record War(Path file) {
  private static final String CLASSES = "dev/servllama/launch/";
  private static final String JARS = "WEB-INF/launch/";

  /** The WAR that this class was loaded from. */
  static War own() throws LaunchException {
    CodeSource source = War.class.getProtectionDomain().getCodeSource();
    try {
      Path file = Path.of(source.getLocation().toURI());
      if (Files.isRegularFile(file)) {
        return new War(file);
      }
    } catch (URISyntaxException | IllegalArgumentException noFile) {
      // The sentence below holds for it too.
    }
    throw new LaunchException("Start servllama with: java -jar servllama.war");
  }

  /** Unpacks the launcher: classes below {@code folder}, the jars right in it. */
  void unpackLauncher(Path folder) throws IOException {
    unpack(folder, name -> name.startsWith(JARS) ? name.substring(JARS.length()) : launcher(name));
  }

  /** Unpacks the web application without the launcher, so that it looks as in any container. */
  void unpackApplication(Path folder) throws IOException {
    unpack(folder, name -> name.startsWith(JARS) || name.startsWith("dev/") ? null : name);
  }

  private static String launcher(String name) {
    return name.startsWith(CLASSES) ? name : null;
  }

  /** Gives an entry its name below the folder, or null to leave it out. */
  private interface Naming {
    String nameFor(String entry);
  }

  private void unpack(Path folder, Naming naming) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.isDirectory() ? null : naming.nameFor(entry.getName());
        if (name != null) {
          write(zip, entry, inside(folder, name));
        }
      }
    }
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The WAR has an entry outside of itself: " + name);
    }
    return target;
  }

  private static void write(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream content = zip.getInputStream(entry)) {
      Files.copy(content, target);
    }
  }
}
