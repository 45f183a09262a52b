package dev.servllama.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@link IngestingMain} to be killed. For one thread. */
final class IngestingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private IngestingProcess(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  static IngestingProcess start(Path folder, int threads, String prefix) throws IOException {
    return new IngestingProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                IngestingMain.class.getName(),
                folder.toString(),
                String.valueOf(threads),
                prefix)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** The prompts of the next examples that were answered. */
  List<String> awaitAnswered(int count) throws IOException {
    List<String> answered = new ArrayList<>();
    while (answered.size() < count) {
      add(answered, out.readLine());
    }
    return answered;
  }

  /** Kills it, as {@code kill -9} does, and gives what was answered before. */
  List<String> kill() throws IOException, InterruptedException {
    // Process.destroyForcibly would close the pipe with what has been answered in it.
    process.toHandle().destroyForcibly();
    List<String> answered = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      add(answered, line);
    }
    process.waitFor();
    return answered;
  }

  private static void add(List<String> answered, String line) {
    if (line == null) {
      throw new AssertionError("the process has ended");
    }
    if (line.endsWith(".")) {
      answered.add(line.substring(0, line.length() - 1));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
