package dev.servllama.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model consists of.
 *
 * @param id its name
 * @param resource the ONNX file within the web application, or empty
 * @param file the ONNX file on the disk, or empty
 * @param tokenizer the tokenizer's definition, as JSON
 * @param traits how its vectors are made
 */
record ModelFiles(
    String id, Optional<String> resource, Optional<Path> file, JsonNode tokenizer, Traits traits) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Traits SENTENCE_TRANSFORMERS = new Traits(Pooling.MEAN, true, 256);

  /**
   * How vectors are made.
   *
   * @param pooling of the tokens' states
   * @param normalize whether vectors get the length 1
   * @param maxTokens of a text
   */
  record Traits(Pooling pooling, boolean normalize, int maxTokens) {}

  /**
   * Finds a model.
   *
   * @param setting {@code all-minilm-l6-v2}, {@code all-minilm-l6-v2-q} or a folder
   * @throws InvalidModelException if the folder holds no model of this kind
   */
  static ModelFiles find(String setting) {
    return switch (setting.toLowerCase(Locale.ROOT)) {
      case "all-minilm-l6-v2" -> builtIn("all-MiniLM-L6-v2", "all-minilm-l6-v2");
      case "all-minilm-l6-v2-q" -> builtIn("all-MiniLM-L6-v2-q", "all-minilm-l6-v2-q");
      default -> ModelFolder.read(Path.of(setting));
    };
  }

  private static ModelFiles builtIn(String id, String name) {
    String tokenizer = name + "-tokenizer.json";
    try (InputStream in = open(tokenizer)) {
      return new ModelFiles(
          id,
          Optional.of(name + ".onnx"),
          Optional.empty(),
          MAPPER.readTree(in),
          SENTENCE_TRANSFORMERS);
    } catch (IOException e) {
      throw new InvalidModelException(Path.of(tokenizer), "it cannot be read");
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = ModelFiles.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("the web application was built without " + resource);
    }
    return in;
  }

  /** Calls with the path of the ONNX file, which is a temporary one where it has to be. */
  <T> T withFile(PathFunction<T> use) throws IOException, InterruptedException {
    if (file.isPresent()) {
      return use.apply(file.get());
    }
    // Of the kind that a killed server does not leave for ever.
    Path folder = NativeFolder.create().path();
    Path copy = folder.resolve("model.onnx");
    try (InputStream in = open(resource.orElseThrow())) {
      Files.copy(in, copy);
      return use.apply(copy);
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(folder);
    }
  }

  /** Something that is made of a file. */
  interface PathFunction<T> {
    T apply(Path file) throws IOException, InterruptedException;
  }
}
