package dev.servllama.engine.jni;

import dev.servllama.engine.process.ChildCommand;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the child JVM is started. */
final class WorkerCommand {
  private static final String MAIN = "dev.servllama.engine.jni.worker.Worker";

  /** To find libraries. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT");

  /**
   * To find GPUs and to compute: what llama.cpp and its back-ends read. Not all of {@code NVIDIA_}:
   * that maker's web services have their keys there.
   */
  private static final List<String> PASSED_ON_PREFIXES =
      List.of(
          "CUDA_",
          "NVIDIA_VISIBLE_",
          "NVIDIA_DRIVER_",
          "HIP_",
          "ROCR_",
          "GGML_",
          "OMP_",
          "GOMP_",
          "KMP_");

  private static final String LIBRARY_PATH = "de.kherud.llama.lib.path";

  private WorkerCommand() {}

  static ChildCommand of(JniSettings settings, Path folder) {
    String classpath =
        settings.classpath().stream()
            .map(path -> path.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // There is little Java to run here, and an optimising compiler takes a core of
                // the model's for seconds.
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classpath));
    if (Runtime.version().feature() >= 22) {
      words.add(1, "--enable-native-access=ALL-UNNAMED");
    }
    String ownLibrary = System.getProperty(LIBRARY_PATH);
    if (ownLibrary != null) {
      words.add(1, "-D" + LIBRARY_PATH + "=" + ownLibrary);
    }
    words.add(MAIN);
    return new ChildCommand(words, environment(System.getenv()), folder);
  }

  static Map<String, String> environment(Map<String, String> own) {
    Map<String, String> kept = new TreeMap<>();
    own.forEach(
        (name, value) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (PASSED_ON.contains(upper)
              || PASSED_ON_PREFIXES.stream().anyMatch(upper::startsWith)) {
            kept.put(name, value);
          }
        });
    return kept;
  }
}
