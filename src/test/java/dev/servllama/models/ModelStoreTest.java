package dev.servllama.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.models.pull.ModelPuller;
import dev.servllama.models.pull.PullSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
  private static final String DEFAULT = "SmolLM2-135M-Instruct.Q4_1.gguf";

  @TempDir Path parent;

  private Path models() {
    return parent.resolve("models");
  }

  private void have(String... ids) throws IOException {
    for (String id : ids) {
      Path file = models().resolve(id);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "GGUF");
    }
  }

  private ModelStore store(String name) {
    return new ModelStore(
        new ModelSettings(models(), Optional.ofNullable(name)),
        new ModelPuller(PullSettings.into(models())));
  }

  private LocatedModel locate(String name) {
    return store(name).locate(progress -> {});
  }

  @Test
  void listsModelsOnly() throws IOException {
    have("b.gguf", "a.gguf", "org/model.gguf", "notes.txt", ".a.gguf.part", ".cache/x.gguf");
    have("m-00001-of-00002.gguf", "m-00002-of-00002.gguf", "mmproj-b.gguf");

    assertEquals(
        List.of("a.gguf", "b.gguf", "m-00001-of-00002.gguf", "org/model.gguf"), store(null).ids());
  }

  @Test
  void followsLinksButNotInCircles() throws IOException {
    Path disk = Files.createDirectories(parent.resolve("disk"));
    Files.writeString(disk.resolve("far.gguf"), "GGUF");
    Files.createSymbolicLink(disk.resolve("circle"), disk);
    Files.createSymbolicLink(disk.resolve("dangling.gguf"), disk.resolve("gone"));
    Files.createSymbolicLink(models(), disk);

    assertEquals(List.of("far.gguf"), store(null).ids());
  }

  @Test
  void hasNoModelsWithoutAFolder() {
    assertEquals(List.of(), store(null).ids());
  }

  @Test
  void takesTheOnlyOne() throws IOException {
    have("only.gguf");

    LocatedModel model = locate(null);

    assertEquals("only.gguf", model.id());
    assertEquals(models().resolve("only.gguf"), model.file());
  }

  @Test
  void takesTheFirstOfSeveralAndTellsThemAll() throws IOException {
    have("b.gguf", "a.gguf");

    LocatedModel model = locate(" ");

    assertEquals("a.gguf", model.id());
    assertEquals(List.of("a.gguf", "b.gguf"), model.available());
  }

  @ParameterizedTest
  @CsvSource({
    "b, b.gguf",
    "b.gguf, b.gguf",
    "org/model, org/model.gguf",
    "SmolLM2-135M-Instruct.Q4_1, " + DEFAULT,
    "hf:org/repo/file.gguf, org/repo/file.gguf"
  })
  void findsItByName(String name, String id) throws IOException {
    have("a.gguf", "b.gguf", "org/model.gguf", DEFAULT, "org/repo/file.gguf");

    assertEquals(id, locate(name).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c", "../outside", "../outside.gguf", "models/../../outside", "./a.gguf", "/a.gguf",
        "org\\model", "org/../a", "org", "A.GGUF", "a.gguf\u0000", ".a.gguf.part"
      })
  void saysWhatThereIsInstead(String name) throws IOException {
    have("a.gguf", "org/model.gguf");
    Files.writeString(parent.resolve("outside.gguf"), "GGUF");

    String message = assertThrows(NotFoundException.class, () -> locate(name)).getMessage();

    assertTrue(message.contains("[a.gguf, org/model.gguf]"), message);
  }

  @Test
  void explainsTheFormOfARemoteName() {
    String message =
        assertThrows(InvalidRequestException.class, () -> locate("hf:../x.gguf")).getMessage();

    assertTrue(message.contains("hf:OWNER/REPO/FILE.gguf"), message);
  }
}
