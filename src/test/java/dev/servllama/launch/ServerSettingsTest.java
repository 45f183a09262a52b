package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @Test
  void listensOnThisMachineOnlyUnlessTold() throws LaunchException {
    assertEquals(
        new ServerSettings("127.0.0.1", 8000, "/", false, Optional.empty(), HALF_A_MINUTE),
        ServerSettings.from(name -> null));
  }

  @Test
  void takesAnEmptyValueForNone() throws LaunchException {
    assertEquals(
        new ServerSettings("127.0.0.1", 8000, "/", false, Optional.empty(), HALF_A_MINUTE),
        ServerSettings.from(name -> " "));
  }

  @Test
  void readsEverySetting() throws LaunchException {
    Map<String, String> values =
        Map.of(
            "HOST",
            "::1",
            "PORT",
            "0",
            "CONTEXT_PATH",
            "/a/b",
            "RELOAD",
            "True",
            "LOGIN_REALM",
            "people",
            "SHUTDOWN_TIMEOUT",
            "0");
    assertEquals(
        new ServerSettings("::1", 0, "/a/b", true, Optional.of(Path.of("people")), Duration.ZERO),
        ServerSettings.from(values::get));
  }

  @ParameterizedTest
  @CsvSource({"/, /", "llm, /llm", "/llm, /llm", "/llm/, /llm", "a.b/c_d~e-1, /a.b/c_d~e-1"})
  void completesAContextPath(String given, String path) throws LaunchException {
    assertEquals(path, ServerSettings.from(Map.of("CONTEXT_PATH", given)::get).contextPath());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, http",
    "PORT, -1",
    "PORT, 65536",
    "PORT, 99999999999",
    "PORT, 80.5",
    "CONTEXT_PATH, a//b",
    "CONTEXT_PATH, /a/../b",
    "CONTEXT_PATH, /a b",
    "CONTEXT_PATH, /a;b",
    "RELOAD, yes",
    "SHUTDOWN_TIMEOUT, 3601",
    "SHUTDOWN_TIMEOUT, 1m"
  })
  void saysWhichSettingIsWrongAndWhatItWas(String name, String value) {
    String message =
        assertThrows(LaunchException.class, () -> ServerSettings.from(Map.of(name, value)::get))
            .getMessage();
    assertTrue(message.startsWith(name + " must be "), message);
    assertTrue(message.endsWith(", not \"" + value + "\"."), message);
  }
}
