package dev.servllama.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API_KEYS",
        "HF_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "OPENAI_API_KEY",
        "NVIDIA_API_KEY",
        "GITHUB_TOKEN",
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "LD_PRELOAD",
        "HOME",
        "api_keys"
      })
  void keepsSecretsAndWhatItDoesNotNeedFromTheChild(String name) {
    assertEquals(Map.of(), ChildEnvironment.of(Map.of(name, "secret")));
  }

  @Test
  void passesOnWhatFindsLibrariesAndGraphicsCards() {
    Map<String, String> needed = new TreeMap<>();
    Stream.of("PATH", "Path", "LD_LIBRARY_PATH", "SystemRoot", "CUDA_VISIBLE_DEVICES")
        .forEach(name -> needed.put(name, "x"));
    Stream.of("NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES", "GGML_CUDA_NO_PINNED")
        .forEach(name -> needed.put(name, "x"));

    assertEquals(needed, ChildEnvironment.of(needed));
  }
}
