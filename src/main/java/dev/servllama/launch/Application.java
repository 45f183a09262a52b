package dev.servllama.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.apache.jsp.JettyJasperInitializer;
import org.eclipse.jetty.ee10.webapp.WebAppContext;

/** Makes a web application context of the WAR. */
final class Application {
  /** Where the web application finds the address that it is served at; ends with a slash. */
  static final String ADDRESS = "dev.servllama.address";

  private Application() {}

  /**
   * Unpacks the WAR into {@code folder} and makes a context of it that is not started yet.
   *
   * @param folder a folder that need not exist
   */
  static WebAppContext unpack(Path war, Path folder, String contextPath, String address)
      throws IOException {
    Path content = folder.resolve("content").toAbsolutePath();
    new War(war).unpackApplication(content);
    return context(content, Files.createDirectories(folder.resolve("temp")), contextPath, address);
  }

  /** A context of an unpacked WAR. */
  static WebAppContext context(Path content, Path temp, String contextPath, String address) {
    WebAppContext context = new WebAppContext();
    context.setContextPath(contextPath);
    context.setWar(content.toString());
    context.setTempDirectory(temp.toFile());
    context.setAttribute(ADDRESS, address);
    context.setErrorHandler(new JsonErrorPages());
    context.setThrowUnavailableOnStartupException(true);
    context.setInitParameter("org.eclipse.jetty.servlet.Default.dirAllowed", "false");
    // Without jetty-ee10-annotations nobody looks for initializers; the one needed is known.
    context.addServletContainerInitializer(new JettyJasperInitializer());
    return context;
  }
}
