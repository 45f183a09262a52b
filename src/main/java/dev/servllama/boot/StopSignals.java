package dev.servllama.boot;

import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * Hears early that the web application is to stop. Its listeners and filters are told when its
 * requests have been cut off already, so each container is asked in the way that it has:
 *
 * <ul>
 *   <li>the end of the process is heard from the JVM, whatever the container;
 *   <li>Jetty's and Tomcat's servers tell their listeners before they close their port;
 *   <li>our own launcher runs what it finds under {@link #ATTRIBUTE}, and waits for it;
 *   <li>Tomcat's context tells its listeners before it stops, and waits for them.
 * </ul>
 */
final class StopSignals implements AutoCloseable {
  /** A {@link Runnable} that returns when no request runs any more. */
  static final String ATTRIBUTE = "dev.servllama.drain";

  private static final String TOMCAT_STOPS = "j2ee.state.stopping";

  private final Thread hook;
  private final Optional<NotificationEmitter> tomcat;
  private final Optional<ContainerStop> server;
  private final NotificationListener listener;

  private StopSignals(
      Runnable drain, Optional<NotificationEmitter> tomcat, Optional<ContainerStop> server) {
    this.hook = new Thread(drain, "servllama-drain");
    this.tomcat = tomcat;
    this.server = server;
    this.listener =
        (notification, handback) -> {
          if (notification.getType().equals(TOMCAT_STOPS)) {
            drain.run();
          }
        };
  }

  /**
   * Listens from now on.
   *
   * @param drain returns when no request runs any more; may be run several times at once
   */
  static StopSignals listen(ServletContext context, Runnable drain) {
    Optional<NotificationEmitter> tomcat = tomcat(context);
    Optional<ContainerStop> server =
        tomcat
            .flatMap(own -> ContainerStop.ofTomcat(own, drain))
            .or(() -> ContainerStop.ofJetty(context, drain));
    StopSignals signals = new StopSignals(drain, tomcat, server);
    Runtime.getRuntime().addShutdownHook(signals.hook);
    signals.tomcat.ifPresent(
        emitter -> emitter.addNotificationListener(signals.listener, null, null));
    context.setAttribute(ATTRIBUTE, drain);
    return signals;
  }

  /** Tomcat's own object of this web application, which its management bean gives away. */
  private static Optional<NotificationEmitter> tomcat(ServletContext context) {
    String host = context.getVirtualServerName();
    String path = context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    if (host == null) {
      return Optional.empty();
    }
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName pattern =
          new ObjectName(
              "*:j2eeType=WebModule,name=//%s%s,*"
                  .formatted(host.substring(host.indexOf('/') + 1), path));
      for (ObjectName name : beans.queryNames(pattern, null)) {
        if (beans.getAttribute(name, "managedResource") instanceof NotificationEmitter emitter) {
          return Optional.of(emitter);
        }
      }
    } catch (JMException | RuntimeException e) {
      // Another container, or one that does not let itself be asked.
    }
    return Optional.empty();
  }

  /** Hears nothing any more: what is listened to outlives this web application. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running just now.
    }
    server.ifPresent(ContainerStop::close);
    try {
      if (tomcat.isPresent()) {
        tomcat.get().removeNotificationListener(listener);
      }
    } catch (ListenerNotFoundException e) {
      // Tomcat has let go of it.
    }
  }
}
