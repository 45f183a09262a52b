package dev.servllama.engine.jni;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.kherud.llama.LlamaModel;
import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownArchitecturesTest {
  private static final String LIBRARY = "/de/kherud/llama/Linux/x86_64/libjllama.so";

  /** Architectures that later releases of llama.cpp have learnt. */
  private static final List<String> LATER =
      List.of(
          "llama4",
          "qwen3",
          "qwen3moe",
          "qwen35",
          "gemma3n",
          "gemma4",
          "glm4",
          "gpt-oss",
          "lfm2",
          "smollm3",
          "ernie4_5",
          "falcon-h1",
          "plm",
          "bailingmoe",
          "mistral3",
          "granitehybrid");

  @Test
  void everyNameStandsInTheLibraryAndNoLaterOne() throws IOException {
    String library = library();
    Set<String> missing =
        KnownArchitectures.NAMES.stream()
            .filter(name -> !library.contains(name + "\0"))
            .collect(Collectors.toSet());
    Set<String> there =
        LATER.stream()
            .filter(name -> library.contains("\0" + name + "\0"))
            .collect(Collectors.toSet());

    assertEquals(Set.of(), missing);
    assertEquals(Set.of(), there);
  }

  @Test
  void namesTheArchitectureAndTheWayOut() {
    InvalidModelException refusal =
        assertThrows(
            InvalidModelException.class,
            () -> KnownArchitectures.require(Path.of("folder", "new.gguf"), "qwen3"));

    Stream.of("new.gguf", "'qwen3'", "b4916", "LLAMA_SERVER")
        .forEach(part -> assertTrue(refusal.getMessage().contains(part), refusal::getMessage));
    assertDoesNotThrow(() -> KnownArchitectures.require(Path.of("old.gguf"), "llama"));
  }

  private static String library() throws IOException {
    try (InputStream in = LlamaModel.class.getResourceAsStream(LIBRARY)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
