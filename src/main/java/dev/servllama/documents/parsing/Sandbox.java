package dev.servllama.documents.parsing;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system can take from a process beyond what the JVM can: on Linux, by
 * util-linux as most systems have it, the network (a network namespace with nothing in it, not even
 * loopback) and large files. Where that is missing or not allowed, as in many containers, there is
 * less of it or none.
 *
 * @param words before those of the command
 * @param withoutNetwork whether what is started has no network
 */
record Sandbox(List<String> words, boolean withoutNetwork) {
  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);
  private static final long PATIENCE_SECONDS = 5;
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin");

  /** The JVM opens each part of its class path. */
  private static final int MOST_OPEN_FILES = 1024;

  Sandbox {
    words = List.copyOf(words);
  }

  /** None at all. */
  static Sandbox none() {
    return new Sandbox(List.of(), false);
  }

  /**
   * The strictest that works here, which is tried out.
   *
   * @param mostBytes of a file that is written
   */
  static Sandbox find(long mostBytes) {
    List<String> limits = limits(mostBytes);
    List<Sandbox> candidates = new ArrayList<>();
    for (List<String> namespace : namespaces()) {
      candidates.add(new Sandbox(joined(limits, namespace), true));
    }
    candidates.add(new Sandbox(limits, false));
    Sandbox best = candidates.stream().filter(Sandbox::works).findFirst().orElseGet(Sandbox::none);
    log.info(
        "Documents are read in a process {} network",
        best.withoutNetwork() ? "without" : "of its own, by the JVM's own means only without");
    return best;
  }

  private static List<String> limits(long mostBytes) {
    return program("prlimit")
        .map(
            path ->
                List.of(path, "--core=0", "--nofile=" + MOST_OPEN_FILES, "--fsize=" + mostBytes))
        .orElse(List.of());
  }

  private static List<List<String>> namespaces() {
    // The first is for root, whom a namespace of users would keep from the files of others.
    return program("unshare")
        .map(path -> List.of(List.of(path, "--net"), List.of(path, "--map-root-user", "--net")))
        .orElse(List.of());
  }

  private static Optional<String> program(String name) {
    return FOLDERS.stream()
        .map(folder -> folder + "/" + name)
        .filter(path -> File.separatorChar == '/' && Files.isExecutable(Path.of(path)))
        .findFirst();
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private boolean works() {
    if (words.isEmpty()) {
      return true;
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(joined(words, List.of("/bin/sh", "-c", "exit 0")))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD);
      builder.environment().clear();
      Process tried = builder.start();
      try {
        tried.getOutputStream().close();
        return tried.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && tried.exitValue() == 0;
      } finally {
        tried.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
