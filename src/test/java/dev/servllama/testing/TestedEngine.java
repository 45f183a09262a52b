package dev.servllama.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which engine the tests run against: the one inside, whatever this machine's PATH holds, unless
 * the system property {@code llama.server} names a llama-server.
 */
public final class TestedEngine {
  private TestedEngine() {}

  /** The llama-server that tests may use. */
  public static Optional<Path> llamaServer() {
    return Optional.ofNullable(System.getProperty("llama.server"))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  /** Whether it tells how likely tokens were. */
  public static boolean tellsLogprobs() {
    return isLlamaServer();
  }

  /** Whether it is a llama-server. */
  static boolean isLlamaServer() {
    return "llama-server".equals(System.getProperty("tested.engine"));
  }

  /** The settings that choose it. */
  static Map<String, String> settings() {
    return isLlamaServer()
        ? Map.of("ENGINE", "llama-server", "LLAMA_SERVER", llamaServer().orElseThrow().toString())
        : Map.of("ENGINE", "jni");
  }
}
