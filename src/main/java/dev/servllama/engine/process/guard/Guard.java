package dev.servllama.engine.process.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program and ends it when standard input ends, which happens whatever way the parent ends.
 * The program has this process's standard output and error; one line of the former is ours: {@value
 * #PID} and the program's process id. Ends when the program does, with its exit code. Where the
 * system has util-linux's {@code setpriv}, the program does not outlive this process either.
 */
public final class Guard {
  /** Begins the line that names the program's process. */
  public static final String PID = "pid ";

  /** Has the kernel kill the program together with the thread that has started it. */
  private static final List<String> DIE_TOGETHER = List.of("setpriv", "--pdeathsig", "KILL", "--");

  private Guard() {}

  /**
   * @param command the program and its arguments
   */
  public static void main(String[] command) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(words(command))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(program::destroyForcibly));
    System.out.println(PID + program.pid());
    Thread watch = new Thread(() -> awaitEndOf(System.in, program), "watch");
    watch.setDaemon(true);
    watch.start();
    Runtime.getRuntime().halt(program.waitFor());
  }

  private static List<String> words(String[] command) throws InterruptedException {
    List<String> words = new ArrayList<>(canDieTogether() ? DIE_TOGETHER : List.of());
    words.addAll(List.of(command));
    return words;
  }

  private static boolean canDieTogether() throws InterruptedException {
    List<String> trial = new ArrayList<>(DIE_TOGETHER);
    trial.add("true");
    try {
      return new ProcessBuilder(trial)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // No such program: another system than Linux, or a small one.
      return false;
    }
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
