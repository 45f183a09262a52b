package dev.servllama.config;

import java.util.List;

/** The settings are wrong. The message lists every problem, one a line. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problems each with the name of its setting
   */
  public SettingsException(List<String> problems) {
    super("The settings are wrong:\n  - " + String.join("\n  - ", problems));
  }
}
