package dev.servllama.engine.process.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class GuardTest {
  private Process guard;

  @AfterEach
  void end() {
    guard.destroyForcibly();
  }

  @Test
  void endsTheProgramWithItsOwnInput() throws Exception {
    ProcessHandle program = guard("sleep", "600");
    guard.getOutputStream().close();
    program.onExit().get(20, TimeUnit.SECONDS);
    assertTrue(guard.waitFor(20, TimeUnit.SECONDS));
  }

  @Test
  void endsWithTheProgramAndItsExitCode() throws Exception {
    guard("sh", "-c", "sleep 0.1; exit 7");
    assertTrue(guard.waitFor(20, TimeUnit.SECONDS));
    assertEquals(7, guard.exitValue());
  }

  @Test
  void passesOnWhatTheProgramSaysAndIsToldNothingOfIt() throws Exception {
    start("sh", "-c", "printf '%s|' \"$@\"; echo", "sh", "two words", "--pdeathsig", "");
    List<String> lines = guard.inputReader().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.contains("two words|--pdeathsig||"), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith(Guard.PID)), lines::toString);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theProgramDiesWithAGuardThatIsKilled() throws Exception {
    ProcessHandle program = guard("sleep", "600");
    guard.destroyForcibly();
    program.onExit().get(20, TimeUnit.SECONDS);
  }

  /** Starts a program under a guard. */
  private ProcessHandle guard(String... program) throws IOException {
    start(program);
    String line = guard.inputReader().readLine();
    return ProcessHandle.of(Long.parseLong(line.substring(Guard.PID.length()))).orElseThrow();
  }

  private void start(String... program) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        Path.of(Guard.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    List<String> words = new ArrayList<>(List.of(java, "-cp", classes, Guard.class.getName()));
    words.addAll(List.of(program));
    guard = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
