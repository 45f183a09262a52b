package dev.servllama.testing;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The environment of a server under test, before the test adds its own settings. */
final class ServerEnvironment {
  private static final Set<String> PASSED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "JAVA_HOME");

  private ServerEnvironment() {}

  /** Leaves of this process's environment what a server needs, and adds the tests' defaults. */
  static void fill(Map<String, String> environment, Path folder, int port) {
    environment.keySet().removeIf(name -> !passes(name));
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", String.valueOf(port));
    environment.put(
        "MODELS_DIR",
        Path.of(System.getProperty("models.dir", "models")).toAbsolutePath().toString());
    environment.put("DATA_DIR", folder.resolve("data").toString());
    environment.putAll(TestedEngine.settings());
  }

  /** What finds programs and the machine's package index; no settings of servllama. */
  private static boolean passes(String name) {
    return PASSED.contains(name)
        || name.startsWith("PIP_")
        || name.startsWith("SSL_CERT_")
        || name.toLowerCase(Locale.ROOT).endsWith("_proxy");
  }
}
