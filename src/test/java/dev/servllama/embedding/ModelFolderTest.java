package dev.servllama.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.config.Settings;
import dev.servllama.config.SettingsException;
import dev.servllama.embedding.ModelFiles.Traits;
import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders as sentence-transformers exports them. */
class ModelFolderTest {
  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void export() throws IOException {
    folder = temporary.resolve("my-model");
    write("tokenizer.json", "{'model': {'vocab': {'a': 0}}}");
    write("model.onnx", "");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace('\'', '"'));
  }

  private String problem() {
    InvalidModelException e =
        assertThrows(InvalidModelException.class, () -> ModelFolder.read(folder));
    assertTrue(e.getMessage().startsWith("my-model: "), e.getMessage());
    return e.getMessage();
  }

  @Test
  void isNamedAfterItsFolderAndHasTheUsualTraits() {
    ModelFiles files = ModelFolder.read(folder);

    assertEquals("my-model", files.id());
    assertEquals(folder.resolve("model.onnx"), files.file().orElseThrow());
    assertEquals(new Traits(Pooling.MEAN, true, 512), files.traits());
  }

  @Test
  void mayHaveItsModelInAFolderOnnx() throws IOException {
    Files.delete(folder.resolve("model.onnx"));
    write("onnx/model.onnx", "");

    assertEquals(folder.resolve("onnx/model.onnx"), ModelFolder.read(folder).file().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "mean_tokens, MEAN",
    "cls_token, FIRST",
    "lasttoken, LAST",
    "max_tokens, MAX",
  })
  void readsThePooling(String mode, Pooling pooling) throws IOException {
    write("1_Pooling/config.json", "{'pooling_mode_" + mode + "': true}");

    assertEquals(pooling, ModelFolder.read(folder).traits().pooling());
  }

  @Test
  void refusesAPoolingThatItDoesNotKnow() throws IOException {
    write("1_Pooling/config.json", "{'pooling_mode_weightedmean_tokens': true}");

    assertTrue(problem().contains("a pooling other than mean, cls, last token or max"));
  }

  @Test
  void normalizesWhereTheModulesSaySo() throws IOException {
    write("modules.json", "[{'type': 'sentence_transformers.models.Pooling'}]");
    assertEquals(false, ModelFolder.read(folder).traits().normalize());

    write(
        "modules.json",
        "[{'type': 'sentence_transformers.models.Pooling'},"
            + " {'type': 'sentence_transformers.models.Normalize'}]");
    assertEquals(true, ModelFolder.read(folder).traits().normalize());
  }

  @Test
  void refusesALayerThatTheOnnxFileDoesNotHave() throws IOException {
    write("modules.json", "[{'type': 'sentence_transformers.models.Dense'}]");

    assertTrue(problem().contains("a Dense module, which is not in the ONNX file"));
  }

  @Test
  void readsTheLengthWhereItStands() throws IOException {
    write("config.json", "{'max_position_embeddings': 514}");
    assertEquals(514, ModelFolder.read(folder).traits().maxTokens());

    write("sentence_bert_config.json", "{'max_seq_length': 128}");
    assertEquals(128, ModelFolder.read(folder).traits().maxTokens());
  }

  @ParameterizedTest
  @CsvSource({"tokenizer.json", "modules.json", "config.json", "1_Pooling/config.json"})
  void saysWhichFileIsNoJson(String name) throws IOException {
    write(name, "{");

    assertTrue(problem().contains(name + " is no JSON: "), problem());
  }

  @ParameterizedTest
  @CsvSource({"tokenizer.json", "model.onnx"})
  void saysWhichFileIsMissing(String name) throws IOException {
    Files.delete(folder.resolve(name));

    assertTrue(problem().contains("there is no " + name), problem());
  }

  @Test
  void stopsTheStartWithTheSettingsName() throws IOException {
    write("modules.json", "[");
    Settings.Embedding settings = new Settings.Embedding(folder.toString(), "cpu", 1);

    SettingsException e =
        assertThrows(SettingsException.class, () -> Embedders.start(settings, texts -> {}));

    assertTrue(
        e.getMessage().contains("EMBEDDING_MODEL: my-model: modules.json is no JSON"),
        e.getMessage());
  }
}
