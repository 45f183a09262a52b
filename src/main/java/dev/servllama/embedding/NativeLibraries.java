package dev.servllama.embedding;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.onnxruntime.OrtEnvironment;
import dev.servllama.embedding.natives.NativeModel;
import dev.servllama.embedding.natives.NativeRuntime;
import dev.servllama.embedding.natives.OnnxModel;
import dev.servllama.error.EngineFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Takes out of the web application what the native side needs: its few classes, and the libraries
 * of this platform only.
 */
final class NativeLibraries {
  private static final List<Class<?>> OWN =
      List.of(NativeModel.class, NativeRuntime.class, OnnxModel.class);

  private static final String ONNX_CLASSES = "ai/onnxruntime/";
  private static final String ONNX_NATIVES = ONNX_CLASSES + "native/";
  private static final String TOKENIZER_CLASSES = "ai/djl/huggingface/tokenizers/jni/";
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

  /** Where the libraries come from; it changes with their versions. */
  static String origin() {
    return Stream.of(OrtEnvironment.class, TokenizersLibrary.class)
        .map(type -> location(type).toString().replaceFirst(".*/", ""))
        .toList()
        .toString();
  }

  /** Writes all that the native side needs into a folder of classes. */
  static NativeFiles copyTo(Path folder) throws IOException {
    Platform platform = Platform.ofThisMachine();
    for (Map.Entry<String, byte[]> each : ownClasses().entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    String onnx = ONNX_NATIVES + platform.onnx() + "/";
    String tokenizers = TOKENIZER_NATIVES + platform.tokenizers() + "/cpu/";
    unpack(OrtEnvironment.class, folder, ONNX_CLASSES, onnx);
    unpack(TokenizersLibrary.class, folder, TOKENIZER_CLASSES, tokenizers);
    Path library = folder.resolve(tokenizers).resolve(platform.tokenizersLibrary());
    if (!Files.exists(library) || !Files.isDirectory(folder.resolve(onnx))) {
      throw new EngineFailedException(
          "Embeddings cannot be made here: there are no libraries for " + platform.onnx() + ".");
    }
    return new NativeFiles(folder, folder.resolve(onnx), library);
  }

  private static void unpack(Class<?> member, Path folder, String classes, String natives)
      throws IOException {
    try (ZipInputStream zip = new ZipInputStream(location(member).openStream())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        boolean isClass = name.startsWith(classes) && name.endsWith(".class");
        boolean isNative = name.startsWith(natives) && name.indexOf('/', natives.length()) < 0;
        if ((isClass || isNative) && !entry.isDirectory() && !name.contains("..")) {
          Path file = folder.resolve(name);
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
