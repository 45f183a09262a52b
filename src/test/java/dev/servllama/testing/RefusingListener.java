package dev.servllama.testing;

import dev.servllama.error.StorageException;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** A web application that does not start, as one with wrong settings. */
public final class RefusingListener implements ServletContextListener {
  /** What it says. */
  public static final String MESSAGE = "Two settings are wrong:\n  one\n  another";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    throw new StorageException(MESSAGE, false, null);
  }
}
