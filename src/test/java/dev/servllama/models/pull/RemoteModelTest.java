package dev.servllama.models.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteModelTest {
  @Test
  void takesARepositoryAndAFileApart() {
    RemoteModel model = RemoteModel.parse("hf:Some-Org/a.repo_1/folder/model (1).gguf");

    assertEquals("Some-Org/a.repo_1/folder/model (1).gguf", model.id());
    assertEquals("Some-Org/a.repo_1", model.files().get(0).repository());
    assertEquals("folder/model (1).gguf", model.files().get(0).path());
  }

  @Test
  void takesAllPartsOfASplitModel() {
    RemoteModel model = RemoteModel.parse("hf:o/r/q/m-00002-of-00003.gguf");

    assertEquals("o/r/q/m-00001-of-00003.gguf", model.id());
    assertEquals(
        List.of("q/m-00001-of-00003.gguf", "q/m-00002-of-00003.gguf", "q/m-00003-of-00003.gguf"),
        model.files().stream().map(RemoteFile::path).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hf:",
        "hf:repo/model.gguf",
        "hf:o/r/model.bin",
        "hf:o/r/.gguf",
        "hf:o/r/../../model.gguf",
        "hf:../r/model.gguf",
        "hf:o/../model.gguf",
        "hf:o/r/.hidden.gguf",
        "hf:o/r//model.gguf",
        "hf:o/r/a\\b.gguf",
        "hf:o/r/a\u0000.gguf",
        "hf:o/r/a?x=.gguf",
        "hf:o/r/a#.gguf",
        "hf:o/r/%2e%2e.gguf",
        "hf:o/r/a\r\nX: y.gguf",
        "http://o/r/model.gguf"
      })
  void refusesOtherForms(String name) {
    assertThrows(IllegalArgumentException.class, () -> RemoteModel.parse(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://hub.test", "hub.test", "http://a:b@hub.test", "http://hub.test?x", "http:"})
  void refusesEndpointsThatAreNone(String endpoint) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PullSettings(Path.of("models"), URI.create(endpoint), Optional.empty()));
  }

  @Test
  void refusesATokenThatWouldBreakAHeader() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PullSettings(
                Path.of("models"), PullSettings.HUGGING_FACE, Optional.of("a\r\nHost: b")));
  }

  @Test
  void keepsTheTokenOutOfTheText() {
    PullSettings settings =
        new PullSettings(Path.of("models"), PullSettings.HUGGING_FACE, Optional.of("hf_secret"));

    assertFalse(settings.toString().contains("hf_secret"));
  }

  @Test
  void tellsTheTimeLeft() {
    assertEquals(
        Optional.of(Duration.ofSeconds(9)), new PullProgress("x", 100, 1000, 100).timeLeft());
    assertEquals(Optional.empty(), new PullProgress("x", 0, 1000, 0).timeLeft());
  }
}
