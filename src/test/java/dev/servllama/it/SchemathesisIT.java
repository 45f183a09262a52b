package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.testing.Folders;
import dev.servllama.testing.RealModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Schemathesis holds a running server against its own document, and finds nothing. */
class SchemathesisIT {
  private static final Path SOURCES = Path.of("src/test/python");
  private static final Path INSTALLED = Path.of("target/schemathesis").toAbsolutePath();
  private static final long INSTALL_MINUTES = 10;
  private static final long RUN_MINUTES = 10;

  @Test
  void answersAsItsDocumentSays() throws IOException, InterruptedException {
    requirePython();
    Files.createDirectories(INSTALLED);
    Path environment = INSTALLED.resolve("venv");
    run(INSTALL_MINUTES, "python3", "-m", "venv", environment.toString());
    run(
        INSTALL_MINUTES,
        environment.resolve("bin/python").toString(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "-r",
        SOURCES.resolve("schemathesis.txt").toAbsolutePath().toString());
    Files.copy(
        SOURCES.resolve("schemathesis.toml"),
        INSTALLED.resolve("schemathesis.toml"),
        StandardCopyOption.REPLACE_EXISTING);
    // Short answers, one at a time: it is about their form.
    Path models = Files.createTempDirectory("servllama-models");
    Files.createSymbolicLink(models.resolve("model.gguf"), RealModel.file());
    Map<String, String> settings =
        Map.of(
            // It may delete what it finds there, and finds nothing to pull.
            "MODELS_DIR",
            models.toString(),
            "HF_ENDPOINT",
            "http://localhost:1",
            "CONTEXT_LENGTH",
            "64",
            "PARALLEL",
            "2",
            "MAX_QUEUE",
            "0",
            "TRAINING_FEEDBACK",
            "rated");
    try (ReadyServer server = ReadyServer.start(settings)) {
      String base = server.server().baseUrl().toString();
      run(RUN_MINUTES, command(environment.resolve("bin/st").toString(), base));
    } finally {
      Folders.delete(models);
    }
  }

  private static String[] command(String program, String base) {
    return List.of(
            program,
            "run",
            base + "openapi.json",
            "--url",
            base,
            "--header",
            "Authorization: Bearer " + ReadyServer.KEY,
            "--checks",
            "all",
            "--phases",
            "examples,coverage,fuzzing",
            "--max-examples",
            "5",
            "--max-time",
            "75",
            "--request-timeout",
            "120",
            "--max-response-time",
            "120",
            "--seed",
            "1",
            "--no-shrink",
            "--continue-on-failure")
        .toArray(String[]::new);
  }

  private static void requirePython() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("python3", "-c", "import venv, ensurepip").start();
      Assumptions.assumeTrue(process.waitFor() == 0, "SKIPPED: python3 has no venv");
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: there is no python3");
    }
  }

  private static void run(long minutes, String... command)
      throws IOException, InterruptedException {
    Path output = INSTALLED.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertEquals("0", ended ? String.valueOf(process.exitValue()) : "no end", said);
  }
}
