package dev.servllama.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads which model makes embeddings, and how. */
final class EmbeddingReader {
  private static final List<String> DEVICES = List.of("cpu", "cuda", "mps");

  private final Values values;

  EmbeddingReader(Values values) {
    this.values = values;
  }

  Settings.Embedding read() {
    String device = values.text(Setting.EMBEDDING_DEVICE).orElseThrow().toLowerCase(Locale.ROOT);
    if (!DEVICES.contains(device)) {
      values.problem(
          Setting.EMBEDDING_DEVICE, "expected cpu, cuda or mps, but got '%s'".formatted(device));
    }
    // The other half is the chat model's.
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new Settings.Embedding(
        model(), device, values.integer(Setting.EMBEDDING_THREADS, 1, 1024).orElse(half));
  }

  private String model() {
    String model = values.text(Setting.EMBEDDING_MODEL).orElseThrow();
    if (!Settings.Embedding.BUILT_IN.contains(model.toLowerCase(Locale.ROOT))) {
      checkFolder(model, values.path(Setting.EMBEDDING_MODEL));
    }
    return model;
  }

  /** What the files hold is for those to say who read them. */
  private void checkFolder(String model, Path folder) {
    if (!Files.isDirectory(folder)) {
      values.problem(
          Setting.EMBEDDING_MODEL,
          "'%s' is neither %s nor a folder that is there"
              .formatted(model, String.join(", ", Settings.Embedding.BUILT_IN)));
      return;
    }
    if (!Files.isRegularFile(folder.resolve("tokenizer.json"))) {
      values.problem(
          Setting.EMBEDDING_MODEL,
          "there is no tokenizer.json in the folder '%s'".formatted(model));
    }
    if (!Files.isRegularFile(folder.resolve("model.onnx"))
        && !Files.isRegularFile(folder.resolve("onnx/model.onnx"))) {
      values.problem(
          Setting.EMBEDDING_MODEL, "there is no model.onnx in the folder '%s'".formatted(model));
    }
  }
}
