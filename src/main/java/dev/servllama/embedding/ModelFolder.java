package dev.servllama.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.servllama.embedding.ModelFiles.Traits;
import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A model in a folder, as sentence-transformers exports it. */
final class ModelFolder {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DEFAULT_MAX_TOKENS = 512;

  private final Path folder;

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads what the folder says of its model.
   *
   * @throws InvalidModelException if something is missing or wrong
   */
  static ModelFiles read(Path folder) {
    return new ModelFolder(folder).read();
  }

  private ModelFiles read() {
    JsonNode tokenizer = json("tokenizer.json");
    if (tokenizer.isMissingNode()) {
      throw wrong("there is no tokenizer.json in this folder");
    }
    return new ModelFiles(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        Optional.empty(),
        Optional.of(model()),
        tokenizer,
        new Traits(pooling(), normalizes(), maxTokens()));
  }

  private Path model() {
    for (String name : new String[] {"model.onnx", "onnx/model.onnx"}) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name).toAbsolutePath();
      }
    }
    throw wrong("there is no model.onnx in this folder");
  }

  private Pooling pooling() {
    JsonNode config = json("1_Pooling/config.json");
    if (config.isMissingNode() || config.path("pooling_mode_mean_tokens").asBoolean()) {
      return Pooling.MEAN;
    }
    if (config.path("pooling_mode_cls_token").asBoolean()) {
      return Pooling.FIRST;
    }
    if (config.path("pooling_mode_lasttoken").asBoolean()) {
      return Pooling.LAST;
    }
    if (config.path("pooling_mode_max_tokens").asBoolean()) {
      return Pooling.MAX;
    }
    throw wrong("1_Pooling/config.json asks for a pooling other than mean, cls, last token or max");
  }

  private boolean normalizes() {
    JsonNode modules = json("modules.json");
    for (JsonNode module : modules) {
      String type = module.path("type").asText();
      if (type.endsWith(".Dense")) {
        throw wrong("modules.json has a Dense module, which is not in the ONNX file");
      }
      if (type.endsWith(".Normalize")) {
        return true;
      }
    }
    return modules.isMissingNode();
  }

  private int maxTokens() {
    int said = json("sentence_bert_config.json").path("max_seq_length").asInt(0);
    return said > 0
        ? said
        : json("config.json").path("max_position_embeddings").asInt(DEFAULT_MAX_TOKENS);
  }

  private JsonNode json(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw wrong(name + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong(name + " cannot be read");
    }
  }

  private InvalidModelException wrong(String problem) {
    return new InvalidModelException(folder.toAbsolutePath().normalize(), problem);
  }
}
