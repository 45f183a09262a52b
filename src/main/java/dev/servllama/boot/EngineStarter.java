package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.engine.Engine;
import dev.servllama.engine.jni.JniEngine;
import dev.servllama.engine.jni.JniSettings;
import dev.servllama.engine.jni.KnownArchitectures;
import dev.servllama.engine.llamaserver.LlamaServerEngine;
import dev.servllama.engine.llamaserver.LlamaServerSettings;
import dev.servllama.engine.process.WorkFolder;
import dev.servllama.error.StorageException;
import dev.servllama.models.gguf.GgufModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the engine that was chosen on a model. */
final class EngineStarter {
  private final Settings settings;
  private final OwnClasses classes;

  EngineStarter(Settings settings, OwnClasses classes) {
    this.settings = settings;
    this.classes = classes;
  }

  /**
   * Starts to load the model.
   *
   * @param context tokens of one slot
   * @throws dev.servllama.error.InvalidModelException if the engine does not know such models
   * @throws StorageException if the engine's files cannot be written
   */
  Engine start(EngineChoice choice, GgufModel model, int context) {
    if (choice instanceof EngineChoice.Inside) {
      KnownArchitectures.require(model.file(), model.architecture());
    }
    try {
      WorkFolder folder =
          WorkFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "servllama-engine-");
      try {
        return start(choice, model, context, folder);
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StorageException(
          "The engine's temporary files could not be written: " + e.getMessage(), false, e);
    }
  }

  /**
   * Chooses an engine.
   *
   * @throws dev.servllama.error.UnavailableException if the one that the settings name is not there
   */
  EngineChoice choose() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new EngineSelector(settings.engine(), path).choose();
  }

  private Engine start(EngineChoice choice, GgufModel model, int context, WorkFolder folder)
      throws IOException {
    WorkerClasspath classpath = WorkerClasspath.ofEngine(folder.path());
    if (choice instanceof EngineChoice.LlamaServer server) {
      return LlamaServerEngine.start(
          llamaServer(server, model, context, classpath),
          folder,
          server.version(),
          server.reason());
    }
    return JniEngine.start(inside(model, context, classpath), folder, choice.info().reason());
  }

  private JniSettings inside(GgufModel model, int context, WorkerClasspath classpath)
      throws IOException {
    Settings.Model how = settings.model();
    return new JniSettings(
        model.file(),
        how.parallel(),
        context,
        model.vocabularySize(),
        how.threads(),
        how.gpuLayers().orElse(0),
        model.blockCount(),
        how.maxQueue(),
        classpath.copy(classes));
  }

  private LlamaServerSettings llamaServer(
      EngineChoice.LlamaServer server, GgufModel model, int context, WorkerClasspath classpath)
      throws IOException {
    Settings.Model how = settings.model();
    return new LlamaServerSettings(
        server.program(),
        model.file(),
        how.parallel(),
        context,
        model.vocabularySize(),
        how.threads(),
        how.gpuLayers(),
        how.maxQueue(),
        classpath.copyGuard(classes));
  }
}
