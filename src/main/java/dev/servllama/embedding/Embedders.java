package dev.servllama.embedding;

import dev.servllama.config.Settings;
import dev.servllama.config.SettingsException;
import dev.servllama.error.EngineFailedException;
import dev.servllama.error.InvalidModelException;
import dev.servllama.error.StorageException;
import java.io.IOException;
import java.util.List;
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
   * @throws SettingsException if a folder holds no model, or the device cannot be used
   */
  public static Embedder start(Settings.Embedding settings, IntConsumer batches) {
    OnnxEmbedder embedder = new OnnxEmbedder(files(settings), settings, batches);
    if (settings.device().equals(CPU)) {
      embedder.startLoading();
      return embedder;
    }
    try {
      embedder.load();
      return embedder;
    } catch (EngineFailedException e) {
      throw new SettingsException(
          List.of("EMBEDDING_DEVICE: '%s': %s".formatted(settings.device(), e.getMessage())));
    } catch (IOException e) {
      throw new StorageException("The embedding model cannot be read: " + e.getMessage(), false, e);
    }
  }

  private static ModelFiles files(Settings.Embedding settings) {
    try {
      return ModelFiles.find(settings.model());
    } catch (InvalidModelException e) {
      throw new SettingsException(List.of("EMBEDDING_MODEL: " + e.getMessage()));
    }
  }
}
