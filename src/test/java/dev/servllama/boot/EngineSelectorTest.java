package dev.servllama.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.config.Settings;
import dev.servllama.config.Settings.Engine.Kind;
import dev.servllama.error.UnavailableException;
import dev.servllama.testing.Scripts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class EngineSelectorTest {
  @TempDir private Path folder;

  @Test
  void takesALlamaServerThatIsOnThePath() throws IOException {
    Path program = program("echo 'version: 4711 (abc)' >&2");
    EngineChoice.LlamaServer chosen =
        assertInstanceOf(EngineChoice.LlamaServer.class, choose(Kind.AUTO, Optional.empty()));

    assertEquals(program, chosen.program());
    assertEquals("llama.cpp 4711 (abc)", chosen.version());
    assertTrue(chosen.info().reason().contains(program.toString()), chosen.info().reason());
  }

  @Test
  void takesTheEngineInsideWhereThereIsNoOther() {
    EngineChoice chosen = choose(Kind.AUTO, Optional.empty());

    assertInstanceOf(EngineChoice.Inside.class, chosen);
    assertTrue(chosen.info().reason().contains("no llama-server"), chosen.info().reason());
  }

  @Test
  void takesTheEngineInsideWhereTheOtherDoesNotRun() throws IOException {
    program("exit 127");

    EngineChoice chosen = choose(Kind.AUTO, Optional.empty());
    assertInstanceOf(EngineChoice.Inside.class, chosen);
    assertTrue(chosen.info().reason().contains("does not run"), chosen.info().reason());
  }

  @Test
  void takesTheEngineInsideWhereThatIsAskedFor() throws IOException {
    program("echo version: 1");

    assertInstanceOf(EngineChoice.Inside.class, choose(Kind.JNI, Optional.empty()));
  }

  @Test
  void neverTakesAnotherThanTheOneThatIsNamed() throws IOException {
    program("echo version: 1");
    Path wrong = Files.createFile(folder.resolve("wrong"));

    for (Kind kind : new Kind[] {Kind.AUTO, Kind.LLAMA_SERVER}) {
      UnavailableException refusal =
          assertThrows(UnavailableException.class, () -> choose(kind, Optional.of(wrong)));
      assertTrue(refusal.getMessage().contains(wrong.toString()), refusal::getMessage);
    }
  }

  @Test
  void saysHowToGetTheOneThatIsAskedForAndMissing() {
    UnavailableException refusal =
        assertThrows(UnavailableException.class, () -> choose(Kind.LLAMA_SERVER, Optional.empty()));

    assertTrue(refusal.getMessage().contains("LLAMA_SERVER"), refusal::getMessage);
  }

  private EngineChoice choose(Kind kind, Optional<Path> named) {
    String path = "relative" + File.pathSeparator + File.pathSeparator + folder;
    return new EngineSelector(
            new Settings.Engine(kind, Optional.empty(), named, Optional.empty()), path)
        .choose();
  }

  private Path program(String script) throws IOException {
    return Scripts.write(folder.resolve("llama-server"), script);
  }
}
