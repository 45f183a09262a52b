package dev.servllama.testing;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a test asks of a server.
 *
 * @param kind how the WAR is run
 * @param war the WAR
 * @param environment settings on top of the defaults of {@link RunningServer}; an empty value takes
 *     a default away
 * @param files more files in the server's folder, by their paths there; {@code FOLDER} in them
 *     stands for that folder
 * @param contextPath {@code ""}, or a path with a slash at its beginning and none at its end
 */
public record ServerSetup(
    ServerKind kind,
    Path war,
    Map<String, String> environment,
    Map<String, String> files,
    String contextPath) {

  /** The built WAR at the root. */
  public static ServerSetup of(ServerKind kind) {
    return new ServerSetup(kind, Path.of(System.getProperty("war")), Map.of(), Map.of(), "");
  }

  /** With settings, in the place of earlier ones. */
  public ServerSetup with(Map<String, String> settings) {
    return new ServerSetup(kind, war, Map.copyOf(settings), files, contextPath);
  }

  /** With more files, in the place of earlier ones. */
  public ServerSetup having(Map<String, String> more) {
    return new ServerSetup(kind, war, environment, Map.copyOf(more), contextPath);
  }

  /** With another context path. */
  public ServerSetup at(String path) {
    return new ServerSetup(kind, war, environment, files, path);
  }

  /** With another WAR. */
  public ServerSetup serving(Path other) {
    return new ServerSetup(kind, other, environment, files, contextPath);
  }
}
