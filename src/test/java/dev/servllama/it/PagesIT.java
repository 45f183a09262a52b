package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The pages in Chromium, and their modules in Node; the tests themselves are JavaScript. */
class PagesIT {
  private static final Path TESTS = Path.of("src/test/node/pages");
  private static final Path PAGES = Path.of("webapp/chat/static");
  private static final Path FOLDER = Path.of("target/clients/pages").toAbsolutePath();
  private static final long MINUTES = 10;

  private static ReadyServer server;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    require("node", "--version");
    require("npm", "--version");
    copy(TESTS, FOLDER);
    copy(PAGES, FOLDER.resolve("static"));
    run(Map.of(), "npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock");
    server = ReadyServer.start(Map.of("PARALLEL", "2"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theModulesDoWhatTheySay() throws IOException, InterruptedException {
    run(Map.of(), "node", "--test", "modules.test.js");
  }

  @Test
  void peopleChatAtTheRoot() throws IOException, InterruptedException {
    browse("chat.test.js", server.server().url(""), "");
  }

  @Test
  void peopleChatUnderAContextPathBehindAPrefix() throws IOException, InterruptedException {
    RealModel.file();
    ServerSetup setup =
        ServerSetup.of(ServerKind.STANDALONE)
            .with(Map.of("API_KEYS", ReadyServer.KEY, "PARALLEL", "2"))
            .at("/llm");
    try (RunningServer other = RunningServer.start(setup)) {
      new Watched(other).awaitReady();
      browse("chat.test.js", other.url(""), "/ai");
    }
  }

  @Test
  void troubleIsSaidAndOvercome() throws IOException, InterruptedException {
    browse("trouble.test.js", server.server().url(""), "");
  }

  @Test
  void hostileTextStaysText() throws IOException, InterruptedException {
    browse("hostile.test.js", server.server().url(""), "");
  }

  @Test
  void everybodyCanUseThePages() throws IOException, InterruptedException {
    browse("sight.test.js", server.server().url(""), "");
  }

  /** {@code ./mvnw verify -Dit.test=PagesIT#picturesForTheReadme -Dscreenshots=docs}. */
  @Test
  @EnabledIfSystemProperty(named = "screenshots", matches = ".+")
  void picturesForTheReadme() throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("screenshots")).toAbsolutePath();
    Files.createDirectories(folder);
    run(environment(server.server().url(""), ""), "node", "screenshots.js", folder.toString());
  }

  private static Map<String, String> environment(URI url, String prefix) {
    return Map.of("SERVER_URL", url.toString(), "SERVER_KEY", ReadyServer.KEY, "PREFIX", prefix);
  }

  private static void browse(String tests, URI url, String prefix)
      throws IOException, InterruptedException {
    require("chromium", "--version");
    run(environment(url, prefix), "node", "--test", tests);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    }
  }

  private static void require(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Assumptions.assumeTrue(
          process.waitFor() == 0, () -> "SKIPPED: " + String.join(" ", command) + " fails");
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: there is no " + command[0]);
    }
  }

  private static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(FOLDER, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String said = Files.readString(output);
    Files.delete(output);
    assertEquals(
        "0",
        ended ? String.valueOf(process.exitValue()) : "no end",
        () -> String.join(" ", command) + "\n" + said);
  }
}
