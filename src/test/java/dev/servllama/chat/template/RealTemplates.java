package dev.servllama.chat.template;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/** The folder of real models' templates, if there is one, and how it wants them rendered. */
final class RealTemplates {
  static final Path FOLDER =
      Path.of(System.getProperty("templates.dir", "../shared/templates")).toAbsolutePath();

  static final RenderOptions OPTIONS =
      new RenderOptions(
          Set.of("bos_token", "eos_token"),
          Clock.fixed(
              LocalDateTime.of(2026, 1, 2, 3, 4, 5).toInstant(ZoneOffset.UTC), ZoneOffset.UTC),
          Limits.DEFAULT);

  private RealTemplates() {}

  static boolean present() {
    return Files.isRegularFile(FOLDER.resolve("expected.json"));
  }

  static Map<String, Map<String, Object>> cases() throws IOException {
    return new ObjectMapper()
        .readValue(FOLDER.resolve("cases.json").toFile(), new TypeReference<>() {});
  }

  static Map<String, Map<String, Map<String, String>>> expected() throws IOException {
    return new ObjectMapper()
        .readValue(FOLDER.resolve("expected.json").toFile(), new TypeReference<>() {});
  }

  static String source(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }
}
