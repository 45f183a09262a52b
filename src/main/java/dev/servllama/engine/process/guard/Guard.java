package dev.servllama.engine.process.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Runs a program and ends it when standard input ends, which happens whatever way the parent ends.
 * The program has this process's standard output and error; the first line of the former is ours:
 * {@value #PID} and the program's process id. Ends when the program does, with its exit code.
 */
public final class Guard {
  /** Begins the line that names the program's process. */
  public static final String PID = "pid ";

  private Guard() {}

  /**
   * @param command the program and its arguments
   */
  public static void main(String[] command) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(program::destroyForcibly));
    System.out.println(PID + program.pid());
    Thread watch = new Thread(() -> awaitEndOf(System.in, program), "watch");
    watch.setDaemon(true);
    watch.start();
    Runtime.getRuntime().halt(program.waitFor());
  }

  private static void awaitEndOf(InputStream in, Process program) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    program.destroyForcibly();
  }
}
