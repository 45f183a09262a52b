package dev.servllama.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What the runner itself is told; every other setting is the web application's business.
 *
 * @param host the name or address to listen on
 * @param port 0 to 65535; 0 lets the system choose
 * @param contextPath {@code /}, or a path that begins with a slash and ends without one
 * @param reload whether the WAR is deployed again when it changes
 * @param loginRealm a file of users who may log in
 * @param shutdownTimeout how long requests may go on when the server stops
 */
record ServerSettings(
    String host,
    int port,
    String contextPath,
    boolean reload,
    Optional<Path> loginRealm,
    Duration shutdownTimeout) {
  private static final int LONGEST_SECONDS = 3600;
  private static final Pattern CONTEXT_PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

  /** Reads system properties first, since whoever writes one on the command line means this run. */
  static ServerSettings fromSurroundings() throws LaunchException {
    return from(
        name -> {
          String property = System.getProperty(name);
          return property == null ? System.getenv(name) : property;
        });
  }

  /**
   * @param lookup gives the value of a name, or null
   */
  static ServerSettings from(UnaryOperator<String> lookup) throws LaunchException {
    return new ServerSettings(
        value(lookup, "HOST", "127.0.0.1"),
        port(value(lookup, "PORT", "8000")),
        contextPath(value(lookup, "CONTEXT_PATH", "/")),
        reload(value(lookup, "RELOAD", "false")),
        path(value(lookup, "LOGIN_REALM", "")),
        seconds(value(lookup, "SHUTDOWN_TIMEOUT", "30")));
  }

  private static String value(UnaryOperator<String> lookup, String name, String ifAbsent) {
    String value = lookup.apply(name);
    return value == null || value.isBlank() ? ifAbsent : value.strip();
  }

  private static int port(String text) throws LaunchException {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 0xFFFF) {
      return Integer.parseInt(text);
    }
    throw new LaunchException("PORT must be a whole number from 0 to 65535, not \"" + text + "\".");
  }

  private static Duration seconds(String text) throws LaunchException {
    if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= LONGEST_SECONDS) {
      return Duration.ofSeconds(Integer.parseInt(text));
    }
    throw new LaunchException(
        "SHUTDOWN_TIMEOUT must be a whole number from 0 to 3600, not \"" + text + "\".");
  }

  private static String contextPath(String text) throws LaunchException {
    String bare = text.replaceFirst("^/", "").replaceFirst("/$", "");
    if (bare.isEmpty()) {
      return "/";
    }
    if (CONTEXT_PATH.matcher("/" + bare).matches()) {
      return "/" + bare;
    }
    throw new LaunchException(
        "CONTEXT_PATH must be a path of letters, digits, '-', '.', '_' and '~' such as /llm, not \""
            + text
            + "\".");
  }

  private static Optional<Path> path(String text) throws LaunchException {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException wrong) {
      throw new LaunchException("LOGIN_REALM must be a path, not \"" + text + "\".");
    }
  }

  private static boolean reload(String text) throws LaunchException {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new LaunchException("RELOAD must be true or false, not \"" + text + "\".");
    };
  }
}
