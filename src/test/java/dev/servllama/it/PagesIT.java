package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.SampleDocuments;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in Chromium, and their modules in Node; the tests themselves are JavaScript. */
class PagesIT {
  private static final Path TESTS = Path.of("src/test/node/pages");
  private static final Path PAGES = Path.of("webapp/chat/static");
  private static final Path FOLDER = Path.of("target/clients/pages").toAbsolutePath();
  private static final long MINUTES = 15;
  private static final int MOUNTAINS = 150;

  private static ReadyServer server;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    require("node", "--version");
    require("npm", "--version");
    copy(TESTS, FOLDER);
    copy(PAGES, FOLDER.resolve("static"));
    run(Map.of(), "npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock");
    writeDocuments(FOLDER.resolve("documents"), FOLDER.resolve("folder"));
    server = ReadyServer.start(Map.of("PARALLEL", "2", "LOCALDOCS", folders()));
  }

  private static String folders() {
    return "peaks=" + FOLDER.resolve("folder");
  }

  /** What is uploaded, and what lies in a folder of the server. */
  private static void writeDocuments(Path uploads, Path folder) throws IOException {
    Files.createDirectories(uploads);
    Files.createDirectories(folder);
    List<String> rivers =
        List.of(
            "The Amazon carries more water than any other river.",
            "The Rhine rises in the Alps and ends in the North Sea.",
            "The Nile is 6,650 kilometres long and ends in the Mediterranean Sea.");
    byte[] pdf = SampleDocuments.pdf("Rivers of the World", "A. Writer", rivers);
    SampleDocuments.write(uploads, "rivers.pdf", pdf);
    SampleDocuments.write(uploads, "locked.pdf", SampleDocuments.encryptedPdf(rivers));
    String leave = "<w:p><w:r><w:t>There are thirty days of leave.</w:t></w:r></w:p>";
    SampleDocuments.write(uploads, "handbook.docx", SampleDocuments.docx(leave));
    StringBuilder mountains = new StringBuilder("# Mountains\n\n");
    for (int i = 0; i < MOUNTAINS; i++) {
      mountains.append(
          "## Mountain %d\n\nMountain %d is %d metres high.\n\n".formatted(i, i, 1000 + i));
    }
    Files.writeString(uploads.resolve("mountains.md"), mountains);
    Files.writeString(folder.resolve("mountains.md"), mountains);
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

  @ParameterizedTest
  @ValueSource(strings = {"chat.test.js", "documents.test.js", "docs.test.js"})
  void theyWorkAtTheRoot(String tests) throws IOException, InterruptedException {
    browse(tests, server.server().url(""), "");
  }

  @Test
  void theyWorkUnderAContextPathBehindAPrefix() throws IOException, InterruptedException {
    RealModel.file();
    ServerSetup setup =
        ServerSetup.of(ServerKind.STANDALONE)
            .with(Map.of("API_KEYS", ReadyServer.KEY, "PARALLEL", "2", "LOCALDOCS", folders()))
            .at("/llm");
    try (RunningServer other = RunningServer.start(setup)) {
      new Watched(other).awaitReady();
      for (String tests : List.of("chat.test.js", "documents.test.js", "docs.test.js")) {
        browse(tests, other.url(""), "/ai");
      }
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
