package dev.servllama.boot;

import dev.servllama.config.Settings;
import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Where the web application can be reached, which the servlet API does not tell before the first
 * request: our own launcher says it; the Jetty bases that come with us listen where the settings
 * say; and Tomcat has it in its management beans.
 */
final class Address {
  private static final String ATTRIBUTE = "dev.servllama.address";
  private static final String LISTENS_AS_SET = "dev.servllama.listens";
  private static final String TOMCAT_CONNECTORS = "Catalina:type=Connector,*";

  private Address() {}

  /** The address, with a slash at the end; empty where nobody says. */
  static Optional<String> of(ServletContext context, Settings.Server settings) {
    String path = context.getContextPath();
    if (context.getAttribute(ATTRIBUTE) instanceof String told) {
      return Optional.of(told);
    }
    return System.getProperty(LISTENS_AS_SET) == null
        ? ofTomcat(path)
        : Optional.of("http://%s:%d%s/".formatted(settings.host(), settings.port(), path));
  }

  private static Optional<String> ofTomcat(String contextPath) {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      for (ObjectName connector : beans.queryNames(new ObjectName(TOMCAT_CONNECTORS), null)) {
        Object scheme = beans.getAttribute(connector, "scheme");
        Object port = beans.getAttribute(connector, "port");
        return Optional.of("%s://localhost:%s%s/".formatted(scheme, port, contextPath));
      }
    } catch (JMException e) {
      // Another container, or one that does not let itself be asked.
    }
    return Optional.empty();
  }
}
