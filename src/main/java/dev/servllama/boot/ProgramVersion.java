package dev.servllama.boot;

import dev.servllama.engine.process.ChildEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a llama-server for its version. */
final class ProgramVersion {
  private static final long PATIENCE_SECONDS = 20;
  private static final int MOST_BYTES = 1 << 16;
  private static final String VERSION = "version:";

  private ProgramVersion() {}

  /** Its version in its own words; empty if it does not run, or is something else. */
  static Optional<String> of(Path program) {
    ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), "--version"));
    builder.environment().clear();
    builder.environment().putAll(ChildEnvironment.of(System.getenv()));
    builder.redirectErrorStream(true);
    try {
      return version(builder.start());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> version(Process asked) throws IOException {
    // Its end closes its output, so that reading cannot outlast the patience. A thread of our own
    // ends with it; the one of CompletableFuture's timeouts would outlive the web application.
    Thread patience = new Thread(() -> endInTime(asked), "llama-server-version");
    patience.setDaemon(true);
    patience.start();
    try (InputStream out = asked.getInputStream()) {
      String text = new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith(VERSION))
          .map(line -> "llama.cpp " + line.substring(VERSION.length()).strip())
          .findFirst();
    } finally {
      asked.destroyForcibly();
    }
  }

  private static void endInTime(Process asked) {
    try {
      asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asked.destroyForcibly();
    }
  }
}
