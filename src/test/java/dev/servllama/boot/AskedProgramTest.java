package dev.servllama.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.testing.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class AskedProgramTest {
  private static final int OFTEN = 500;

  @TempDir private Path folder;

  @Test
  void readsAllThatAProgramSaysHoweverSoonItEnds() throws IOException {
    Path program = program("echo 'version: 4711 (abc)'");

    for (int i = 0; i < OFTEN; i++) {
      assertEquals(
          List.of("version: 4711 (abc)"), AskedProgram.lines(program, "--version").toList());
    }
  }

  @Test
  @Timeout(20)
  void givesUpAProgramThatSaysNothingAndWhatThatHasStarted() throws IOException {
    Path pids = folder.resolve("pids");
    Path program = program("echo $$ > " + pids + "; sleep 600 & echo $! >> " + pids + "; wait");

    assertEquals(List.of(), said(program));
    for (String pid : Files.readAllLines(pids)) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(left -> left.onExit().join());
    }
  }

  @Test
  @Timeout(20)
  void givesUpAProgramWhoseOutputAnotherKeepsOpen() throws IOException {
    Path pid = folder.resolve("pid");
    Path program = program("sleep 600 & echo $! > " + pid);

    assertEquals(List.of(), said(program));
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  private static List<String> said(Path program) {
    return AskedProgram.lines(program, "--version", Duration.ofSeconds(2)).toList();
  }

  private Path program(String script) throws IOException {
    return Scripts.write(folder.resolve("llama-server"), script);
  }
}
