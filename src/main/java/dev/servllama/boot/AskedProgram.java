package dev.servllama.boot;

import dev.servllama.engine.process.ChildEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks a program something that it answers in a few lines, after which it ends. */
final class AskedProgram {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 1 << 16;

  private AskedProgram() {}

  /** What it says; nothing if it does not run, or says nothing in time. */
  static Stream<String> lines(Path program, String option) {
    return lines(program, option, PATIENCE);
  }

  /**
   * @param patience how long the program may take to say it
   */
  static Stream<String> lines(Path program, String option, Duration patience) {
    ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), option));
    builder.environment().clear();
    builder.environment().putAll(ChildEnvironment.of(System.getenv()));
    builder.redirectErrorStream(true);
    try {
      return said(builder.start(), patience).lines();
    } catch (IOException | ExecutionException | TimeoutException e) {
      return Stream.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  private static String said(Process asked, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    FutureTask<String> said = new FutureTask<>(() -> read(asked.getInputStream()));
    Thread reader = new Thread(said, "asked-program");
    reader.setDaemon(true);
    reader.start();
    try {
      return said.get(patience.toNanos(), TimeUnit.NANOSECONDS);
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
