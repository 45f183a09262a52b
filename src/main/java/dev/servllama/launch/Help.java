package dev.servllama.launch;

import java.util.Objects;

/** The answers to the command line's arguments. */
final class Help {
  private static final String USAGE =
      """
      servllama: the OpenAI API for your own models.

        java -jar servllama.war              serve at http://127.0.0.1:8000/
        java -jar servllama.war --version    print the version
        java -jar servllama.war --help       print this

      The same file runs in Tomcat 10.1 and in Jetty 12 (ee10): put it into webapps/.

      Settings are environment variables, or system properties (java -DPORT=9000 -jar ...):
        HOST              address to listen on (127.0.0.1)
        PORT              port to listen on (8000); 0: any free one
        CONTEXT_PATH      path of the web application (/)
        MODELS_DIR        folder of the GGUF files (models)
        MODEL_NAME        which of them to serve, or hf:OWNER/REPO/FILE.gguf to pull one
        DATA_DIR          folder for all that is kept (data)
        API_KEYS          keys that are let in, with commas between them (made at the first start)
        REQUIRE_API_KEY   whether a key is needed (true)
        CONTEXT_LENGTH    tokens that one conversation may have
        PARALLEL          requests answered at once (4)
        LOGIN_REALM       a file of users who may log in, in the form of Jetty's realms
        RELOAD            whether this file is deployed again when it changes (false)
        SHUTDOWN_TIMEOUT  seconds that requests may go on when it stops (30)
      The README has the others.
      """;

  private Help() {}

  /** The text for the standard output. */
  static String answer(String... args) throws LaunchException {
    return switch (String.join(" ", args)) {
      case "--help", "-h" -> USAGE;
      case "--version" -> "servllama " + version() + System.lineSeparator();
      default ->
          throw new LaunchException(
              "Unknown argument: " + String.join(" ", args) + " (try --help).");
    };
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Help.class.getPackage().getImplementationVersion(), "(unpackaged)");
  }
}
