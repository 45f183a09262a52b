package dev.servllama.models.pull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** One run of {@code pip download} into a folder that holds everything it writes. */
final class PipDownload {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int MAX_REASON = 400;

  /** What pip has no use for. */
  private static final List<String> SECRETS =
      List.of("API_KEYS", "DEFAULT_API_KEY", "ENGINE_API_KEY", "HF_TOKEN");

  private final Path directory;
  private final Path log;
  private final Duration timeout;

  PipDownload(Path directory, Duration timeout) {
    this.directory = directory;
    this.log = directory.resolve("pip.log");
    this.timeout = timeout;
  }

  /**
   * Runs one command.
   *
   * @param progress is told the bytes on disk now and then
   * @return whether it did its work; false when there is no such command
   * @throws PullFailedException with pip's own words if it failed
   */
  boolean run(List<String> pip, String requirement, LongConsumer progress) throws IOException {
    Process process;
    try {
      process = builder(pip, requirement).start();
    } catch (IOException e) {
      return false;
    }
    try {
      process.getOutputStream().close();
      waitFor(process, progress);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return succeeded(process.exitValue());
  }

  private ProcessBuilder builder(List<String> pip, String requirement) {
    List<String> command = new ArrayList<>(pip);
    command.addAll(List.of("download", "--no-deps", "--only-binary", ":all:", "--no-input"));
    command.addAll(List.of("--no-cache-dir", "--progress-bar", "off"));
    command.addAll(List.of("--dest", directory.toString(), requirement));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(new File(log.toString()));
    builder.environment().keySet().removeAll(SECRETS);
    builder.environment().put("TMPDIR", directory.toString());
    builder.environment().put("TEMP", directory.toString());
    builder.environment().put("TMP", directory.toString());
    return builder;
  }

  private void waitFor(Process process, LongConsumer progress) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.accept(bytesOnDisk());
        if (System.nanoTime() - deadline > 0) {
          throw new PullFailedException("pip was stopped after " + timeout.toMinutes() + " min");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PullFailedException("interrupted", e);
    }
  }

  /** Whether pip succeeded; false if the command turned out to be a Python without pip. */
  private boolean succeeded(int exit) throws IOException {
    if (exit == 0) {
      return true;
    }
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    String last = lines.isEmpty() ? "no output" : lines.get(lines.size() - 1).strip();
    if (last.contains("No module named pip") || exit == 127) {
      return false;
    }
    String reason =
        lines.stream().filter(line -> line.startsWith("ERROR:")).findFirst().orElse(last);
    throw new PullFailedException(reason.substring(0, Math.min(reason.length(), MAX_REASON)));
  }

  private long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (UncheckedIOException e) {
      // A file went away between being listed and being looked at.
      return 0;
    }
  }
}
