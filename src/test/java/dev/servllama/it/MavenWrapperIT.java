package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.servllama.testing.Folders;
import dev.servllama.testing.Scripts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper with an archive on this machine that has a Maven of one line. */
@DisabledOnOs(OS.WINDOWS)
class MavenWrapperIT {
  private static final String MAVEN = "apache-maven-9.8.7";

  /** What the smallest of systems has, besides a JDK. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "sed",
          "tr",
          "cat",
          "mkdir",
          "mktemp",
          "sha512sum",
          "cut",
          "tar",
          "gzip",
          "mv",
          "rm");

  @TempDir private Path folder;
  private HttpServer archive;
  private byte[] distribution;
  private final AtomicInteger downloads = new AtomicInteger();

  @BeforeEach
  void serveAnArchive() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("dist/" + MAVEN + "/bin"));
    Scripts.write(bin.resolve("mvn"), "echo \"fake maven: $*\"");
    Path packed = folder.resolve("maven.tar.gz");
    run(List.of("tar", "-czf", packed.toString(), "-C", folder.resolve("dist").toString(), MAVEN));
    distribution = Files.readAllBytes(packed);
    archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    archive.createContext(
        "/maven.tar.gz",
        exchange -> {
          downloads.incrementAndGet();
          exchange.sendResponseHeaders(200, distribution.length);
          exchange.getResponseBody().write(distribution);
          exchange.close();
        });
    archive.start();
  }

  @AfterEach
  void stopTheArchive() {
    archive.stop(0);
  }

  @Test
  void downloadsMavenOnceAndRunsIt() throws Exception {
    copyWrapper(sha512(distribution));
    for (int run = 0; run < 2; run++) {
      Result result = mvnw("-v", "two words");
      assertEquals(0, result.status(), result.output());
      assertTrue(result.output().endsWith("fake maven: -v two words\n"), result.output());
    }
    assertEquals(1, downloads.get());
    assertEquals(List.of(MAVEN), Folders.list(folder.resolve("home/.m2/wrapper")));
  }

  @Test
  void downloadsByTheJdkWhereNothingElseCan() throws Exception {
    copyWrapper(sha512(distribution));
    Path programs = Files.createDirectory(folder.resolve("programs"));
    for (String name : TOOLS) {
      Result found = result(new ProcessBuilder("sh", "-c", "command -v " + name));
      Files.createSymbolicLink(programs.resolve(name), Path.of(found.output().strip()));
    }
    ProcessBuilder builder = builder("-v");
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

    Result result = result(builder);
    assertEquals(0, result.status(), result.output());
    assertTrue(result.output().endsWith("fake maven: -v\n"), result.output());
    assertEquals(1, downloads.get());
  }

  @Test
  void refusesAnotherFileThanTheOneItKnows() throws Exception {
    copyWrapper("0".repeat(128));
    Result result = mvnw("-v");
    assertEquals(1, result.status());
    assertTrue(result.output().contains(sha512(distribution)), result.output());
    assertEquals(List.of(), Folders.list(folder.resolve("home/.m2/wrapper")));
  }

  private record Result(int status, String output) {}

  private void copyWrapper(String sha512) throws IOException {
    Files.copy(Path.of("mvnw"), folder.resolve("mvnw"));
    Files.createDirectories(folder.resolve(".mvn/wrapper"));
    Files.writeString(
        folder.resolve(".mvn/wrapper/maven-wrapper.properties"),
        "mavenVersion=9.8.7\ndistributionUrl=none\ndistributionSha512=" + sha512 + "\n");
  }

  private Result mvnw(String... arguments) throws IOException, InterruptedException {
    return result(builder(arguments));
  }

  private ProcessBuilder builder(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder("sh", folder.resolve("mvnw").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().put("MVNW_DOWNLOADED", "true");
    builder
        .environment()
        .put(
            "MAVEN_DIST_URL",
            "http://127.0.0.1:" + archive.getAddress().getPort() + "/maven.tar.gz");
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    return builder;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Result result = result(new ProcessBuilder(command));
    assertEquals(0, result.status(), result.output());
  }

  private static Result result(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static String sha512(byte[] content) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
  }
}
