package dev.servllama.launch;

import org.eclipse.jetty.ee10.webapp.WebAppContext;

/**
 * Lets the web application finish its requests while it can still be reached: once Jetty itself
 * begins to stop, nobody gets an answer any more who asks how the server is.
 */
final class Draining {
  /** Where the web application leaves what is to be run before it is stopped. */
  private static final String ATTRIBUTE = "dev.servllama.drain";

  private Draining() {}

  /** Returns when no request of the web application runs any more. */
  static void of(WebAppContext context) {
    if (context.getServletContext().getAttribute(ATTRIBUTE) instanceof Runnable drain) {
      drain.run();
    }
  }
}
