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
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.jsoup.Jsoup;
import org.slf4j.LoggerFactory;

/**
 * What a child JVM needs on its class path, copied out of the web application: a container may keep
 * that packed, and on Windows a child that ran from its files would keep it from being undeployed.
 */
final class WorkerClasspath {
  private static final List<Class<?>> ENGINE_LIBRARIES =
      List.of(JsonTypeInfo.class, JsonFactory.class, ObjectMapper.class, LlamaOutput.class);

  private static final List<Class<?>> PARSER_LIBRARIES =
      List.of(
          JsonTypeInfo.class,
          JsonFactory.class,
          ObjectMapper.class,
          Loader.class,
          FontBoxFont.class,
          IOUtils.class,
          Jsoup.class,
          LogFactory.class,
          LoggerFactory.class);

  private static final List<String> PARSER_PACKAGES =
      List.of("dev/servllama/documents/block/", "dev/servllama/documents/parsing/worker/");

  private static final List<String> ENGINE_PACKAGES =
      List.of(
          "de/kherud/llama/",
          "dev/servllama/engine/jni/frame/",
          "dev/servllama/engine/jni/worker/");

  private static final String GUARD = "dev/servllama/engine/process/guard/";

  private final Path folder;
  private final List<Class<?>> libraries;
  private final List<String> ownPackages;

  private WorkerClasspath(Path folder, List<Class<?>> libraries, List<String> ownPackages) {
    this.folder = folder;
    this.libraries = libraries;
    this.ownPackages = ownPackages;
  }

  /**
   * What runs the model.
   *
   * @param folder where to copy
   */
  static WorkerClasspath ofEngine(Path folder) {
    return new WorkerClasspath(folder, ENGINE_LIBRARIES, ENGINE_PACKAGES);
  }

  /**
   * What reads documents.
   *
   * @param folder where to copy
   */
  static WorkerClasspath ofParser(Path folder) {
    return new WorkerClasspath(folder, PARSER_LIBRARIES, PARSER_PACKAGES);
  }

  /**
   * Copies what the engine inside needs.
   *
   * @param classes lists and opens the web application's own classes
   */
  List<Path> copy(OwnClasses classes) throws IOException {
    List<Path> classpath = new ArrayList<>();
    for (Class<?> library : libraries) {
      classpath.add(copyJarOf(library));
    }
    Path own = folder.resolve("classes");
    for (String each : ownPackages) {
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
