package dev.servllama.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Unpacks Jetty from the WAR and hands over to {@link Runner} in a class loader of its own. */
public final class Launcher {
  private Launcher() {}

  /**
   * Starts the server. What prevents it is said on the standard error, and the process ends with
   * status 1.
   *
   * @param args {@code --help}, {@code --version} or nothing
   */
  public static void launch(String... args) {
    try {
      if (args.length == 0) {
        start();
      } else {
        System.out.print(Help.answer(args));
      }
    } catch (Exception | LinkageError failure) {
      System.err.println(Failure.describe(failure).stripTrailing());
      System.exit(1);
    }
  }

  private static void start() throws Exception {
    War war = War.own();
    WorkFolder work = createWorkFolder(Path.of(System.getProperty("java.io.tmpdir")));
    Shutdown shutdown = new Shutdown(work);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "servllama-shutdown"));
    work.sweepSiblings();
    Path launch = work.path().resolve("launch");
    war.unpackLauncher(launch);
    Thread.currentThread().setContextClassLoader(classLoader(launch));
    Object runner =
        Class.forName(
                Launcher.class.getPackageName() + ".Runner",
                true,
                Thread.currentThread().getContextClassLoader())
            .getConstructor(Path.class, Path.class)
            .newInstance(war.file(), work.path());
    shutdown.stopFirst((AutoCloseable) runner, ServerSettings.fromSurroundings().shutdownTimeout());
    ((Callable<?>) runner).call();
  }

  private static WorkFolder createWorkFolder(Path parent) throws LaunchException {
    try {
      return WorkFolder.create(parent);
    } catch (NoSuchFileException missing) {
      throw new LaunchException(
          "The folder for temporary files does not exist: " + parent, missing);
    } catch (IOException failure) {
      throw new LaunchException(
          "No folder can be made in " + parent + " for temporary files: " + failure.getMessage(),
          failure);
    }
  }

  /** Not a child of ours: the copy in the WAR's root must not shadow what Jetty is beside. */
  private static ClassLoader classLoader(Path launch) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(launch.toUri().toURL());
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(launch, "*.jar")) {
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
    }
    return new URLClassLoader(
        "servllama-launch", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
