package dev.servllama.engine.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One running child: lines to its standard input, lines from its standard output. Thread-safe. */
public final class ChildProcess {
  private static final Duration END_PATIENCE = Duration.ofSeconds(2);

  private final Process process;
  private final LineWriter writer;
  private final Thread reader;
  private final Thread errorReader;
  private final StderrTail tail = new StderrTail();
  private volatile long lastHeard = System.nanoTime();

  private ChildProcess(Process process, BiConsumer<ChildProcess, String> lines) {
    this.process = process;
    String name = "child-" + process.pid();
    writer = new LineWriter(process.getOutputStream(), name + "-in");
    reader = read(process.getInputStream(), name + "-out", line -> heard(line, lines));
    errorReader = read(process.getErrorStream(), name + "-err", tail::add);
  }

  /**
   * Starts a child.
   *
   * @param lines told each line of its standard output, from one thread, in order
   */
  static ChildProcess start(ChildCommand command, BiConsumer<ChildProcess, String> lines)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.directory(command.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return new ChildProcess(builder.start(), lines);
  }

  /** Sends a line; never blocks. A line to a child that is gone is lost, as it would be anyhow. */
  public void send(String line) {
    writer.write(line);
  }

  /** The operating system's id of the process. */
  public long pid() {
    return process.pid();
  }

  /** How long ago the child last gave a sign of life. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastHeard);
  }

  /** Waits for the end of the process. Returns whether it has ended. */
  public boolean waitFor(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Takes leave of an ended process: waits for its last output, then reports. */
  ExitReport report() throws InterruptedException {
    reader.join(END_PATIENCE.toMillis());
    errorReader.join(END_PATIENCE.toMillis());
    writer.close();
    return new ExitReport(process.exitValue(), tail.text());
  }

  /** Ends the process at once, and those that it has started. */
  void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    descendants.forEach(ProcessHandle::destroyForcibly);
    // One that only guards another takes leave of it properly, and then ends by itself.
    if (descendants.isEmpty() || !endsByItself()) {
      process.destroyForcibly();
    }
  }

  private boolean endsByItself() {
    try {
      return waitFor(END_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the process: by the end of its input, and where it does not heed that, by force. */
  void end() throws InterruptedException {
    writer.close();
    if (!waitFor(END_PATIENCE)) {
      kill();
      process.waitFor();
    }
  }

  /** Notes a sign of life that came another way than by standard output. */
  public void heard() {
    lastHeard = System.nanoTime();
  }

  private void heard(String line, BiConsumer<ChildProcess, String> lines) {
    heard();
    lines.accept(this, line);
  }

  private static Thread read(InputStream in, String name, Consumer<String> sink) {
    Thread thread = new Thread(() -> readLines(in, sink), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void readLines(InputStream in, Consumer<String> sink) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sink.accept(line);
      }
    } catch (IOException e) {
      // A pipe that breaks is the end of the process, which its supervisor sees for itself.
    }
  }
}
