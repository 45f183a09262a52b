package dev.servllama.boot;

import dev.servllama.boot.EngineChoice.Inside;
import dev.servllama.boot.EngineChoice.LlamaServer;
import dev.servllama.config.Settings;
import dev.servllama.error.UnavailableException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chooses the engine: what the settings say; or a llama-server where there is one, for it is
 * faster, knows newer models and can do more; or else the one inside.
 */
final class EngineSelector {
  private static final String NAME = "llama-server";

  private final Settings.Engine settings;
  private final String searchPath;

  /**
   * @param searchPath folders with programs, as the system separates them
   */
  EngineSelector(Settings.Engine settings, String searchPath) {
    this.settings = settings;
    this.searchPath = searchPath;
  }

  /**
   * @throws UnavailableException if the engine that the settings name is not there
   */
  EngineChoice choose() {
    return switch (settings.kind()) {
      case HTTP -> throw new IllegalArgumentException("A server elsewhere needs no choice");
      case JNI -> new Inside("ENGINE is jni");
      case LLAMA_SERVER -> llamaServer();
      case AUTO -> automatic();
    };
  }

  private EngineChoice llamaServer() {
    Path program =
        settings
            .llamaServer()
            .or(this::onThePath)
            .orElseThrow(
                () ->
                    new UnavailableException(
                        "ENGINE is llama-server, but there is none on the PATH; install llama.cpp,"
                            + " or say in LLAMA_SERVER where it is.",
                        null));
    return use(program, "ENGINE is llama-server");
  }

  private EngineChoice automatic() {
    if (settings.llamaServer().isPresent()) {
      return use(settings.llamaServer().get(), "LLAMA_SERVER names it");
    }
    Optional<Path> found = onThePath();
    if (found.isEmpty()) {
      return new Inside("there is no llama-server on the PATH");
    }
    Optional<String> version = ProgramVersion.of(found.get());
    return version.isPresent()
        ? new LlamaServer(found.get(), version.get(), "it is on the PATH, as " + found.get())
        : new Inside(found.get() + " is on the PATH, but does not run");
  }

  private static EngineChoice use(Path program, String reason) {
    String version =
        ProgramVersion.of(program)
            .orElseThrow(
                () ->
                    new UnavailableException(
                        "%s is to be the engine, but it does not run as a llama-server does: asked"
                                .formatted(program)
                            + " for its --version, it gave none.",
                        null));
    return new LlamaServer(program, version, reason);
  }

  private Optional<Path> onThePath() {
    return Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(NAME, NAME + ".exe").map(name -> path(folder, name)))
        .flatMap(Optional::stream)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Optional<Path> path(String folder, String name) {
    try {
      return Optional.of(Path.of(folder, name)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
