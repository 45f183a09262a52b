package dev.servllama.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;

/** Reads settings for tests. */
final class Read {
  private Read() {}

  static Settings with(String name, String value) {
    return SettingsReader.read(List.of(Map.of(name, value)));
  }

  static Settings layers(List<Map<String, String>> layers) {
    return SettingsReader.read(layers);
  }

  static String problems(Map<String, String> layer) {
    return assertThrows(SettingsException.class, () -> SettingsReader.read(List.of(layer)))
        .getMessage();
  }
}
