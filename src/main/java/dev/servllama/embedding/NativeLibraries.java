package dev.servllama.embedding;

import dev.servllama.embedding.natives.NativeModel;
import dev.servllama.embedding.natives.NativeRuntime;
import dev.servllama.embedding.natives.OnnxModel;
import dev.servllama.error.EngineFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Takes out of the web application what the native side needs: its few classes, and the libraries
 * of this platform only.
 */
final class NativeLibraries {
  private static final List<Class<?>> OWN =
      List.of(NativeModel.class, NativeRuntime.class, OnnxModel.class);

  private static final String FOLDER = "natives/";
  private static final String ONNX_NATIVES = "ai/onnxruntime/native/";
  private static final String TOKENIZER_NATIVES = "native/lib/";

  private NativeLibraries() {}

  /** Our own classes of the native side, by the names of their files. */
  static Map<String, byte[]> ownClasses() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (Class<?> each : OWN) {
      String name = each.getName().replace('.', '/') + ".class";
      try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
        classes.put(name, in.readAllBytes());
      }
    }
    return classes;
  }

  /** The versions of the libraries. */
  static String versions() throws IOException {
    try (InputStream in = open("versions")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes all that the native side needs into a folder of classes. */
  static NativeFiles copyTo(Path folder) throws IOException {
    Platform platform = Platform.ofThisMachine();
    for (Map.Entry<String, byte[]> each : ownClasses().entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    unpack(platform, folder);
    return new NativeFiles(
        folder,
        folder.resolve(ONNX_NATIVES).resolve(platform.onnx()),
        folder
            .resolve(TOKENIZER_NATIVES)
            .resolve(platform.tokenizers())
            .resolve("cpu")
            .resolve(platform.tokenizersLibrary()));
  }

  private static void unpack(Platform platform, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(open(platform.onnx() + ".zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  private static InputStream open(String name) {
    InputStream in = NativeLibraries.class.getClassLoader().getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new EngineFailedException(
          "Embeddings cannot be made here: there is no %s%s in this web application."
              .formatted(FOLDER, name));
    }
    return in;
  }
}
