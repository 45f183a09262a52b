package dev.servllama.engine.jni;

import dev.servllama.engine.process.ChildCommand;
import dev.servllama.engine.process.ChildEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the child JVM is started. */
final class WorkerCommand {
  private static final String MAIN = "dev.servllama.engine.jni.worker.Worker";

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
    return new ChildCommand(words, ChildEnvironment.of(System.getenv()), folder);
  }
}
