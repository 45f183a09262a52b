package dev.servllama.models.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufTest {
  @TempDir Path folder;

  private GgufModel read(GgufWriter writer) throws IOException {
    return Gguf.read(writer.write(folder.resolve("m.gguf")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsBothVersions(int version) throws IOException {
    GgufModel model = read(GgufWriter.valid().version(version));

    assertEquals("m", model.name());
    assertEquals(64 * 3 + 64, model.parameterCount());
    assertEquals("F32", model.quantization());
    assertEquals(16, model.keyLength());
    assertEquals(2 * 4 * (16 + 16) * 2, model.kvBytesPerToken());
    assertEquals(3, model.vocabularySize());
    assertEquals(Optional.empty(), model.chatTemplate());
    assertEquals(OptionalInt.of(0), model.tokenizer().bos());
    assertEquals(OptionalInt.empty(), model.tokenizer().eos());
  }

  @Test
  void addsTheHeadsOfEachLayerUp() throws IOException {
    GgufModel model =
        read(
            GgufWriter.valid()
                .int32s("llama.attention.head_count_kv", 0, 2)
                .uint32("llama.attention.key_length", 24)
                .uint32("llama.attention.value_length", 8));

    assertEquals(List.of(0, 2), model.headCountKv());
    assertEquals(2 * (24 + 8) * 2, model.kvBytesPerToken());
  }

  @Test
  void keepsNamedTemplatesApartFromTheChatTemplate() throws IOException {
    GgufModel model =
        read(
            GgufWriter.valid()
                .string("tokenizer.chat_template", "plain")
                .string("tokenizer.chat_template.tool_use", "tools"));

    assertEquals(Optional.of("plain"), model.chatTemplate());
    assertEquals(Map.of("tool_use", "tools"), model.namedChatTemplates());
  }

  @Test
  void takesMinusOneForNoToken() throws IOException {
    GgufModel model = read(GgufWriter.valid().uint32("tokenizer.ggml.eos_token_id", -1));

    assertEquals(OptionalInt.empty(), model.tokenizer().eos());
  }

  @Test
  void followsTheAlignmentThatTheFileSets() throws IOException {
    GgufWriter writer =
        GgufWriter.valid().alignment(1024).noTensors().tensor("a", 0, 0, 3).tensor("b", 0, 1024, 3);

    assertEquals(6, read(writer.data(1024 + 12)).parameterCount());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"version https://git-lfs.github.com/spec/v1", "<!DOCTYPE html>", "PK\3\4"})
  void saysWhatLiesInTheModelsPlace(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.gguf"), content);

    String message = assertThrows(InvalidModelException.class, () -> Gguf.read(file)).getMessage();

    assertTrue(message.startsWith("wrong.gguf: magic"), message);
    assertTrue(message.contains("this seems to be a"), message);
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path file = folder.resolve("none.gguf");

    String message = assertThrows(InvalidModelException.class, () -> Gguf.read(file)).getMessage();

    assertEquals("none.gguf: does not exist", message);
  }
}
