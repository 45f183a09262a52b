package dev.servllama.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.config.Settings;
import dev.servllama.config.SettingsException;
import dev.servllama.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real models, held against sentence-transformers' own vectors. */
class OnnxEmbedderTest {
  private static OnnxEmbedder embedder;

  @BeforeAll
  static void load() throws IOException {
    embedder = open("all-minilm-l6-v2");
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  private static OnnxEmbedder open(String model) throws IOException {
    OnnxEmbedder opened =
        new OnnxEmbedder(
            ModelFiles.find(model), new Settings.Embedding(model, "cpu", 1), texts -> {});
    opened.load();
    return opened;
  }

  private static double leastCosine(Embedder tried) throws IOException {
    try (InputStream in = OnnxEmbedderTest.class.getResourceAsStream("vectors.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      List<String> texts = new ArrayList<>();
      all.forEach(each -> texts.add(each.path("text").asText()));
      List<float[]> vectors = tried.embed(texts, Embedder.Overflow.REFUSE).vectors();
      double least = 1;
      for (int i = 0; i < texts.size(); i++) {
        least = Math.min(least, cosine(vectors.get(i), all.get(i).path("vector")));
      }
      return least;
    }
  }

  private static double cosine(float[] vector, JsonNode other) {
    double dot = 0;
    double own = 0;
    double others = 0;
    for (int i = 0; i < vector.length; i++) {
      double b = other.get(i).asDouble();
      dot += vector[i] * b;
      own += vector[i] * vector[i];
      others += b * b;
    }
    return dot / Math.sqrt(own * others);
  }

  @Test
  void makesTheVectorsOfSentenceTransformers() throws IOException {
    assertEquals(384, embedder.dimensions());
    assertTrue(leastCosine(embedder) > 0.99999);
  }

  @Test
  void makesNearlyTheSameVectorsQuantised() throws IOException {
    try (OnnxEmbedder quantised = open("all-minilm-l6-v2-q")) {
      assertTrue(leastCosine(quantised) > 0.95);
    }
  }

  @Test
  void refusesATextThatIsTooLongOrCutsIt() {
    String text = "fox ".repeat(300);
    List<EmbeddingInput> inputs =
        List.of(new EmbeddingInput.Text("fox"), new EmbeddingInput.Text(text));

    InvalidRequestException e =
        assertThrows(
            InvalidRequestException.class, () -> embedder.submit(inputs, Embedder.Overflow.REFUSE));

    assertEquals("input[1]", e.param().orElseThrow());
    assertTrue(e.getMessage().contains("302") && e.getMessage().contains("256"), e.getMessage());
    assertEquals(3 + 256, embedder.submit(inputs, Embedder.Overflow.TRUNCATE).join().tokens());
  }

  @Test
  void refusesTokenIdsOfAnotherVocabulary() {
    InvalidRequestException e =
        assertThrows(
            InvalidRequestException.class,
            () ->
                embedder.submit(
                    List.of(new EmbeddingInput.Tokens(List.of(791, 84_150))),
                    Embedder.Overflow.REFUSE));

    assertTrue(e.getMessage().contains("check_embedding_ctx_length=False"), e.getMessage());
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                Embedders.start(
                    new Settings.Embedding("all-minilm-l6-v2", "cuda", 1), texts -> {}));

    assertTrue(e.getMessage().contains("EMBEDDING_DEVICE: 'cuda': "), e.getMessage());
    assertTrue(e.getMessage().contains("the device 'cuda' is not there"), e.getMessage());
  }
}
