package dev.servllama.boot;

import dev.servllama.engine.process.ChildEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a llama-server for its version. */
final class ProgramVersion {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 1 << 16;
  private static final String VERSION = "version:";

  private ProgramVersion() {}

  /** Its version in its own words; empty if it does not run, or is something else. */
  static Optional<String> of(Path program) {
    return of(program, PATIENCE);
  }

  /**
   * @param patience how long the program may take to say it
   */
  static Optional<String> of(Path program, Duration patience) {
    ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), "--version"));
    builder.environment().clear();
    builder.environment().putAll(ChildEnvironment.of(System.getenv()));
    builder.redirectErrorStream(true);
    try {
      return version(builder.start(), patience);
    } catch (IOException | ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<String> version(Process asked, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    FutureTask<String> said = new FutureTask<>(() -> read(asked.getInputStream()));
    Thread reader = new Thread(said, "llama-server-version");
    reader.setDaemon(true);
    reader.start();
    try {
      return said.get(patience.toNanos(), TimeUnit.NANOSECONDS)
          .lines()
          .filter(line -> line.startsWith(VERSION))
          .map(line -> "llama.cpp " + line.substring(VERSION.length()).strip())
          .findFirst();
    } finally {
      // Not before all is read: that it is killed closes what it has said, even if it has ended.
      asked.descendants().forEach(ProcessHandle::destroyForcibly);
      asked.destroyForcibly();
    }
  }

  private static String read(InputStream out) throws IOException {
    return new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
  }
}
