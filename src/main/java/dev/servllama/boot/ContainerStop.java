package dev.servllama.boot;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hears from Jetty's or Tomcat's server that it is going to stop, before it closes its port: it
 * waits for those who listen, so that meanwhile everybody still gets an answer. Neither has an API
 * for that which a web application could be compiled against, so both are asked by reflection; one
 * that has changed is as good as one that is not there.
 */
final class ContainerStop implements AutoCloseable {
  /**
   * How a server is listened to.
   *
   * @param listener the interface of its listeners
   * @param suffix of its methods {@code add…} and {@code remove…}
   */
  private record Way(Object server, String listener, String suffix) {}

  private final Way way;
  private final Object listener;

  private ContainerStop(Way way, Object listener) {
    this.way = way;
    this.listener = listener;
  }

  /**
   * Listens to Jetty's server.
   *
   * @param stopping run when it is going to stop, which waits for it
   */
  static Optional<ContainerStop> ofJetty(ServletContext context, Runnable stopping) {
    try {
      Object server = call(call(context, "getContextHandler"), "getServer");
      String type = "org.eclipse.jetty.util.component.LifeCycle$Listener";
      return Optional.of(
          listen(
              new Way(server, type, "EventListener"),
              (proxy, method, arguments) -> {
                if (method.getName().equals("lifeCycleStopping")) {
                  stopping.run();
                }
                return own(proxy, method, arguments);
              }));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Listens to Tomcat's server.
   *
   * @param context Tomcat's own object of the web application
   * @param stopping run when it is going to stop, which waits for it
   */
  static Optional<ContainerStop> ofTomcat(Object context, Runnable stopping) {
    try {
      Object engine = call(call(context, "getParent"), "getParent");
      Object server = call(call(engine, "getService"), "getServer");
      return Optional.of(
          listen(
              new Way(server, "org.apache.catalina.LifecycleListener", "LifecycleListener"),
              (proxy, method, arguments) -> {
                if (method.getName().equals("lifecycleEvent")
                    && call(arguments[0], "getType").equals("before_stop")) {
                  stopping.run();
                }
                return own(proxy, method, arguments);
              }));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static ContainerStop listen(Way way, InvocationHandler handler)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(way.listener(), false, way.server().getClass().getClassLoader());
    Object listener = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    ContainerStop stop = new ContainerStop(way, listener);
    stop.call("add");
    return stop;
  }

  /** What every object has; it is told apart by identity. */
  private static Object own(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> ContainerStop.class.getName();
      default -> null;
    };
  }

  private void call(String verb) throws ReflectiveOperationException {
    Method method =
        Arrays.stream(way.server().getClass().getMethods())
            .filter(each -> each.getName().equals(verb + way.suffix()))
            .filter(each -> each.getParameterCount() == 1)
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(verb + way.suffix()));
    method.invoke(way.server(), listener);
  }

  /** Calls a method without parameters of a public class that the object is of. */
  private static Object call(Object target, String name) throws ReflectiveOperationException {
    Class<?> type =
        Stream.<Class<?>>iterate(target.getClass(), each -> each != null, Class::getSuperclass)
            .filter(each -> Modifier.isPublic(each.getModifiers()))
            .findFirst()
            .orElseThrow();
    return type.getMethod(name).invoke(target);
  }

  /** Hears nothing any more: the server may outlive the web application. */
  @Override
  public void close() {
    try {
      call("remove");
    } catch (InvocationTargetException e) {
      // It is stopping just now, and lets go of it.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("It could be added but cannot be removed", e);
    }
  }
}
