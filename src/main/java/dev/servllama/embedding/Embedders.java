package dev.servllama.embedding;

import dev.servllama.config.Settings;
import dev.servllama.error.StorageException;
import java.io.IOException;
import java.util.function.IntConsumer;

/** Makes the embedder that the settings ask for. */
public final class Embedders {
  private static final String CPU = "cpu";

  private Embedders() {}

  /**
   * Starts to load the model and returns at once; where a device is asked for that may not be
   * there, it returns when the model is loaded.
   *
   * @param batches is told how many texts are in each batch that was computed
   * @throws dev.servllama.error.InvalidModelException if a folder holds no model
   * @throws dev.servllama.error.EngineFailedException if the device is not there
   */
  public static Embedder start(Settings.Embedding settings, IntConsumer batches) {
    OnnxEmbedder embedder = new OnnxEmbedder(ModelFiles.find(settings.model()), settings, batches);
    if (settings.device().equals(CPU)) {
      embedder.startLoading();
      return embedder;
    }
    try {
      embedder.load();
      return embedder;
    } catch (IOException e) {
      throw new StorageException("The embedding model cannot be read: " + e.getMessage(), false, e);
    }
  }
}
