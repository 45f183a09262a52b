package dev.servllama.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramVersionTest {
  private static final int OFTEN = 500;

  @TempDir private Path folder;

  @Test
  void readsAllThatAProgramSaysHoweverSoonItEnds() throws IOException {
    Path program = program("echo 'version: 4711 (abc)'");

    for (int i = 0; i < OFTEN; i++) {
      assertEquals(Optional.of("llama.cpp 4711 (abc)"), ProgramVersion.of(program));
    }
  }

  @Test
  @Timeout(20)
  void givesUpAProgramThatSaysNothingAndWhatThatHasStarted() throws IOException {
    Path pids = folder.resolve("pids");
    Path program = program("echo $$ > " + pids + "; sleep 600 & echo $! >> " + pids + "; wait");

    assertEquals(Optional.empty(), ProgramVersion.of(program, Duration.ofSeconds(2)));
    for (String pid : Files.readAllLines(pids)) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(left -> left.onExit().join());
    }
  }

  @Test
  @Timeout(20)
  void givesUpAProgramWhoseOutputAnotherKeepsOpen() throws IOException {
    Path pid = folder.resolve("pid");
    Path program = program("sleep 600 & echo $! > " + pid);

    assertEquals(Optional.empty(), ProgramVersion.of(program, Duration.ofSeconds(2)));
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  private Path program(String script) throws IOException {
    Path program = folder.resolve("llama-server");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return program;
  }
}
