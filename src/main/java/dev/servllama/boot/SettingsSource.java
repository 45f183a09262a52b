package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.config.SettingsReader;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where settings come from: system properties before environment variables, for they are nearer to
 * this process, and what the container says of this one web application last.
 */
final class SettingsSource {
  private SettingsSource() {}

  static Settings read(ServletContext context) {
    return SettingsReader.read(
        List.of(systemProperties(), System.getenv(), contextParameters(context)));
  }

  private static Map<String, String> systemProperties() {
    return System.getProperties().stringPropertyNames().stream()
        // Java's own and other people's names have dots.
        .filter(name -> !name.contains("."))
        .collect(Collectors.toMap(Function.identity(), System::getProperty));
  }

  private static Map<String, String> contextParameters(ServletContext context) {
    return Collections.list(context.getInitParameterNames()).stream()
        .filter(name -> !name.contains("."))
        .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
  }
}
