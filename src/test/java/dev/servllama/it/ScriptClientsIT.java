package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's Python and Node clients, and Prometheus's, installed as their users install them. */
class ScriptClientsIT {
  private static final Path SOURCES = Path.of("src/test");
  private static final Path INSTALLED = Path.of("target/clients").toAbsolutePath();
  private static final long MINUTES = 5;

  private static ReadyServer server;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(INSTALLED);
    server = ReadyServer.start(Map.of("MODEL_ALIASES", "org/model=SmolLM2-135M-Instruct.Q4_1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client.py", "documents.py", "metrics.py"})
  void pythonScriptsFindNothingWrong(String script) throws IOException, InterruptedException {
    requireProgram("python3", "-c", "import venv, ensurepip");
    String path = SOURCES.resolve("python").resolve(script).toAbsolutePath().toString();
    run(INSTALLED, python(), path, server.openAiBaseUrl(), ReadyServer.KEY);
  }

  @Test
  void nodeClientWorks() throws IOException, InterruptedException {
    requireProgram("npm", "--version");
    Path folder = Files.createDirectories(INSTALLED.resolve("node"));
    for (String file : List.of("package.json", "client.js")) {
      Files.copy(
          SOURCES.resolve("node").resolve(file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    run(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock");
    run(folder, "node", "client.js", server.openAiBaseUrl(), ReadyServer.KEY);
  }

  private static String python() throws IOException, InterruptedException {
    Path environment = INSTALLED.resolve("python");
    run(INSTALLED, "python3", "-m", "venv", environment.toString());
    String python = environment.resolve("bin/python").toString();
    String requirements = SOURCES.resolve("python/requirements.txt").toAbsolutePath().toString();
    run(INSTALLED, python, "-m", "pip", "install", "--quiet", "-r", requirements);
    return python;
  }

  private static void requireProgram(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).start();
      Assumptions.assumeTrue(
          process.waitFor() == 0, () -> "SKIPPED: " + String.join(" ", command) + " fails");
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: there is no " + command[0]);
    }
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(INSTALLED, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output);
    Files.delete(output);
    assertEquals(
        "0",
        ended ? String.valueOf(process.exitValue()) : "no end",
        () -> String.join(" ", command) + "\n" + said + server.server().logTail());
  }
}
