package dev.servllama.embedding.natives;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.function.Function;

/**
 * What stays in the JVM: makes {@link NativeModel}s of options. Its class is loaded by a class
 * loader of its own; callers know it as a function of the JDK.
 */
public final class NativeRuntime implements Function<Map<String, String>, Object> {
  private static final String PATH = "onnxruntime.native.path";

  /**
   * Loads the libraries.
   *
   * @param tokenizers the file of the tokenizers' library
   * @param onnx the folder of ONNX Runtime's; one that the property {@value #PATH} names goes
   *     before it, such as one with CUDA
   */
  public NativeRuntime(String tokenizers, String onnx) {
    System.load(tokenizers);
    boolean given = System.getProperty(PATH) != null;
    if (!given) {
      System.setProperty(PATH, onnx);
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(NativeRuntime.class.getClassLoader());
    try {
      environment();
      keepEnvironment();
      removeTemporaryFolder();
    } finally {
      thread.setContextClassLoader(before);
      if (!given) {
        System.clearProperty(PATH);
      }
    }
  }

  /**
   * The environment's shutdown hook is a thread, and up to Java 23 a thread keeps the protection
   * domains, and so the class loaders, of all who were calling when it was made. A context of our
   * own hides them.
   */
  @SuppressWarnings("removal")
  private static void environment() {
    AccessController.doPrivileged(
        (PrivilegedAction<OrtEnvironment>) OrtEnvironment::getEnvironment,
        new AccessControlContext(new ProtectionDomain[0]));
  }

  /**
   * A shutdown hook of ONNX Runtime lets go of its environment as soon as the JVM is told to end,
   * while our threads still compute in it. The environment counts who holds it; we never let go.
   */
  private static void keepEnvironment() {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method hold =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      hold.setAccessible(true);
      hold.invoke(
          null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "kept");
    } catch (ReflectiveOperationException e) {
      // Of another version, which may end as it likes.
    }
  }

  /** ONNX Runtime keeps an empty folder until the JVM ends, and a killed JVM leaves it. */
  private static void removeTemporaryFolder() {
    try {
      Field folder = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      folder.setAccessible(true);
      Files.deleteIfExists((Path) folder.get(null));
    } catch (ReflectiveOperationException | IOException e) {
      // Of another version, or in use: then it stays until the end.
    }
  }

  @Override
  public Object apply(Map<String, String> options) {
    return OnnxModel.open(options);
  }
}
