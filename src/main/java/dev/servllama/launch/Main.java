package dev.servllama.launch;

/**
 * The main class of the WAR. It is compiled for Java 8 and refers to no other class, so that an old
 * Java gets as far as saying what it lacks.
 */
public final class Main {
  static final int OLDEST_JAVA = 17;

  private Main() {}

  /**
   * Starts the server and returns; the server's own threads keep the process alive.
   *
   * @param args {@code --help}, {@code --version} or nothing
   * @throws Exception if the WAR lacks its own classes
   */
  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version");
    if (major(version) < OLDEST_JAVA) {
      System.err.println(
          "servllama needs Java " + OLDEST_JAVA + " or newer, but this is Java " + version + ".");
      System.exit(1);
    }
    // By name: this class must load and link where Launcher cannot.
    Class.forName("dev.servllama.launch.Launcher")
        .getMethod("launch", String[].class)
        .invoke(null, (Object) args);
  }

  /** The N of "1.N", as Java said it up to 8, and of "N", as it does since. */
  static int major(String specificationVersion) {
    String[] parts = specificationVersion.split("\\.");
    return Integer.parseInt(parts.length > 1 && parts[0].equals("1") ? parts[1] : parts[0]);
  }
}
