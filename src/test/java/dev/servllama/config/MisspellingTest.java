package dev.servllama.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingTest {

  @ParameterizedTest
  @CsvSource({
    "API_KEY, API_KEYS",
    "APIKEYS, API_KEYS",
    "API-KEYS, API_KEYS",
    "api_keys, API_KEYS",
    "api.keys, API_KEYS",
    "REQUIRE_APIKEY, REQUIRE_API_KEY",
    "REQUIRE_API_KEYS, REQUIRE_API_KEY",
    "MODEL_DIR, MODELS_DIR",
    "MODELS_NAME, MODEL_NAME",
    "CONTEXT_LENGHT, CONTEXT_LENGTH",
    "THREAD, THREADS",
    "GPU_LAYER, GPU_LAYERS",
    "MAX_QUEUES, MAX_QUEUE",
    "HF_TOKENS, HF_TOKEN",
    "MODEL_ALIAS, MODEL_ALIASES",
    "ALLOWED_ORIGIN, ALLOWED_ORIGINS",
    "port, PORT",
    "SERVLLAMA_PORT, PORT",
    "SERVLLAMA_API_KEYS, API_KEYS",
    "SERVLLAMA_API_KEY, API_KEYS",
    "servllama.host, HOST",
  })
  void asksForTheNameThatIsMeant(String given, String meant) {
    assertEquals(
        "The settings are wrong:\n  - %s is no setting; did you mean %s?".formatted(given, meant),
        Read.problems(Map.of(given, "7")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOSTNAME",
        "HOSTTYPE",
        "PATH",
        "HOME",
        "PORTAL",
        "THREAD_X",
        "JAVA_HOME",
        "USER",
        "LANG",
        "PWD",
        "OLDPWD",
        "SHLVL",
        "TERM",
        "SHELL",
        "TMPDIR",
        "DISPLAY",
        "CATALINA_HOME",
        "JETTY_BASE",
        "HF_HOME",
        "OMP_NUM_THREADS",
        "OPENAI_API_KEY",
        "MODEL",
        "PORTS",
        "POST",
        "_",
        "DATA",
        "KUBERNETES_PORT",
        "GHOST",
        "MAIL",
        "LS_COLORS",
        "MODELS",
        "CONTEXT",
        "RELOADABLE"
      })
  void leavesOtherPeoplesNamesAlone(String foreign) {
    assertDoesNotThrow(() -> Read.with(foreign, "whatever"));
  }

  @Test
  void leavesTheVariablesOfThisMachineAlone() {
    Map<String, String> here = new HashMap<>(System.getenv());
    for (Setting setting : Setting.values()) {
      here.remove(setting.name());
    }
    assertDoesNotThrow(() -> Read.layers(List.of(here)));
  }

  @Test
  void leavesANearNameAloneWhereTheRightOneIsGivenToo() {
    Settings settings =
        Read.layers(List.of(Map.of("API_KEY", "theirs"), Map.of("API_KEYS", "ours")));

    assertEquals("ours", settings.server().apiKeys().get(0).key());
  }

  @Test
  void aRightNameWithoutAValueDoesNotExcuseAWrongOne() {
    assertEquals(
        "The settings are wrong:\n  - API_KEY is no setting; did you mean API_KEYS?",
        Read.problems(Map.of("API_KEY", "sk-a", "API_KEYS", "")));
  }

  @Test
  void aWrongNameWithoutAValueIsNoProblem() {
    assertDoesNotThrow(() -> Read.with("API_KEY", " "));
  }
}
