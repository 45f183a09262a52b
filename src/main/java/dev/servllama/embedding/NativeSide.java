package dev.servllama.embedding;

import dev.servllama.embedding.natives.NativeModel;
import dev.servllama.embedding.natives.NativeRuntime;
import dev.servllama.error.EngineFailedException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.zip.CRC32;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * The way to the {@link NativeRuntime} of this JVM: it is kept among the JVM's management beans,
 * where the next deployment of the web application finds it. Another build brings its own.
 */
final class NativeSide {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /**
   * Opens a model on the native side.
   *
   * @param options as {@link NativeModel} names them
   * @throws EngineFailedException if the libraries, or the model, cannot be loaded
   */
  NativeModel open(Map<String, String> options) throws IOException, InterruptedException {
    try {
      ObjectName name = new ObjectName("dev.servllama:type=NativeRuntime,build=" + build());
      if (!beans.isRegistered(name)) {
        register(name);
      }
      Object model =
          beans.invoke(
              name, "apply", new Object[] {options}, new String[] {Object.class.getName()});
      return hereOf(model);
    } catch (JMException | RuntimeException | ExecutionException | ReflectiveOperationException e) {
      throw new EngineFailedException("The embedding model cannot be run: " + reason(e), e);
    }
  }

  private void register(ObjectName name)
      throws IOException,
          InterruptedException,
          JMException,
          ExecutionException,
          ReflectiveOperationException {
    try (NativeFolder folder = NativeFolder.create()) {
      NativeFiles files = NativeLibraries.copyTo(folder.path());
      Class<?> type = isolated(files.classes()).loadClass(NativeRuntime.class.getName());
      Object runtime =
          type.getConstructor(String.class, String.class)
              .newInstance(files.tokenizers().toString(), files.onnx().toString());
      beans.registerMBean(new StandardMBean((Function<?, ?>) runtime, Function.class), name);
    } catch (InstanceAlreadyExistsException e) {
      // Another web application was quicker.
    }
  }

  /**
   * A class loader that knows nothing of us. Up to Java 23 it keeps the protection domains of all
   * who are on the stack when it is made, and ours would keep this web application's class loader;
   * so it is made on a thread of the JDK's own, by nobody but the JDK.
   */
  private static ClassLoader isolated(Path classes)
      throws IOException, ReflectiveOperationException, InterruptedException, ExecutionException {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    MethodHandle constructor =
        MethodHandles.publicLookup()
            .findConstructor(
                URLClassLoader.class,
                MethodType.methodType(void.class, URL[].class, ClassLoader.class));
    URL[] path = {classes.toUri().toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(platform);
    try {
      Callable<?> make =
          MethodHandleProxies.asInterfaceInstance(
              Callable.class, MethodHandles.insertArguments(constructor, 0, path, platform));
      return (ClassLoader) ForkJoinPool.commonPool().submit(make).get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The model with the interface of our side. */
  private static NativeModel hereOf(Object model) {
    return (NativeModel)
        Proxy.newProxyInstance(
            NativeSide.class.getClassLoader(),
            new Class<?>[] {NativeModel.class},
            (proxy, method, arguments) -> {
              try {
                return model
                    .getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(model, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static String build() throws IOException {
    CRC32 crc = new CRC32();
    NativeLibraries.ownClasses().values().forEach(crc::update);
    return Integer.toHexString((NativeLibraries.versions() + crc.getValue()).hashCode());
  }

  private static String reason(Throwable thrown) {
    Throwable last = thrown;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }
}
