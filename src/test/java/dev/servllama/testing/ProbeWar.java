package dev.servllama.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The built WAR with a web application of a few JSPs in the place of its own: what the launcher and
 * the containers do shows without a model.
 *
 * <ul>
 *   <li>{@code probe.jsp}: the address that the runner tells, the context path, the length of the
 *       body; it logs a line, too
 *   <li>{@code slow.jsp}: three lines, one every 1.5 seconds, each flushed
 * </ul>
 */
public final class ProbeWar {
  private static final List<String> FILES = List.of("probe.jsp", "slow.jsp", "WEB-INF/web.xml");

  private ProbeWar() {}

  /** Writes the WAR into a folder. */
  public static Path create(Path folder) throws IOException {
    Path probe = folder.resolve("probe.war");
    Files.copy(Path.of(System.getProperty("war")), probe, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(probe)) {
      for (String name : FILES) {
        put("/probe/" + name, zip.getPath(name));
      }
    }
    return probe;
  }

  /** Writes a WAR whose web application refuses to start, by {@link RefusingListener}. */
  public static Path createRefusing(Path folder) throws IOException {
    Path probe = create(folder);
    try (FileSystem zip = FileSystems.newFileSystem(probe)) {
      String listener = RefusingListener.class.getName();
      String file = listener.replace('.', '/') + ".class";
      Path target = zip.getPath("WEB-INF/classes/" + file);
      Files.createDirectories(target.getParent());
      put("/" + file, target);
      Path descriptor = zip.getPath("WEB-INF/web.xml");
      Files.writeString(
          descriptor,
          Files.readString(descriptor)
              .replace(
                  "</web-app>",
                  "<listener><listener-class>"
                      + listener
                      + "</listener-class></listener>"
                      + "</web-app>"));
    }
    return probe;
  }

  private static void put(String resource, Path target) throws IOException {
    try (InputStream content = ProbeWar.class.getResourceAsStream(resource)) {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
