package dev.servllama.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Starts servllama with its web application and ends it with it. */
public final class ServllamaListener implements ServletContextListener {
  static final String ATTRIBUTE = Servllama.class.getName();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    context.setAttribute(ATTRIBUTE, Servllama.start(context));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (event.getServletContext().getAttribute(ATTRIBUTE) instanceof Servllama servllama) {
      servllama.close();
    }
  }
}
