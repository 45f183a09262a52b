package dev.servllama.boot;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.LlamaOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine's child JVM needs on its class path, copied out of the web application: a
 * container may keep that packed, and on Windows a child that ran from its files would keep it from
 * being undeployed.
 */
final class WorkerClasspath {
  private static final List<Class<?>> LIBRARIES =
      List.of(JsonTypeInfo.class, JsonFactory.class, ObjectMapper.class, LlamaOutput.class);

  private static final List<String> OWN_PACKAGES =
      List.of(
          "de/kherud/llama/",
          "dev/servllama/engine/jni/frame/",
          "dev/servllama/engine/jni/worker/");

  private static final String GUARD = "dev/servllama/engine/process/guard/";

  private final Path folder;

  /**
   * @param folder where to copy
   */
  WorkerClasspath(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies what the engine inside needs.
   *
   * @param classes lists and opens the web application's own classes
   */
  List<Path> copy(OwnClasses classes) throws IOException {
    List<Path> classpath = new ArrayList<>();
    for (Class<?> library : LIBRARIES) {
      classpath.add(copyJarOf(library));
    }
    Path own = folder.resolve("classes");
    for (String each : OWN_PACKAGES) {
      classes.copy(each, own);
    }
    classpath.add(own);
    return classpath;
  }

  /** Copies what the guard of a foreign program needs. */
  List<Path> copyGuard(OwnClasses classes) throws IOException {
    Path own = folder.resolve("classes");
    classes.copy(GUARD, own);
    return List.of(own);
  }

  private Path copyJarOf(Class<?> type) throws IOException {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    Path jar = folder.resolve(type.getSimpleName() + ".jar");
    try (InputStream in = location.openStream()) {
      Files.copy(in, jar);
    }
    return jar;
  }
}
