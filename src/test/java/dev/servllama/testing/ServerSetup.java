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
 * @param contextPath {@code ""}, or a path with a slash at its beginning and none at its end
 */
public record ServerSetup(
    ServerKind kind, Path war, Map<String, String> environment, String contextPath) {

  /** The built WAR at the root. */
  public static ServerSetup of(ServerKind kind) {
    return new ServerSetup(kind, Path.of(System.getProperty("war")), Map.of(), "");
  }

  /** With settings, in the place of earlier ones. */
  public ServerSetup with(Map<String, String> settings) {
    return new ServerSetup(kind, war, Map.copyOf(settings), contextPath);
  }

  /** With another context path. */
  public ServerSetup at(String path) {
    return new ServerSetup(kind, war, environment, path);
  }

  /** With another WAR. */
  public ServerSetup serving(Path other) {
    return new ServerSetup(kind, other, environment, contextPath);
  }
}
