package dev.servllama.boot;

import dev.servllama.chat.ConversationTemplate;
import dev.servllama.chat.ModelStatus;
import dev.servllama.chat.ModelStatus.Stage;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.ServedModels;
import dev.servllama.chat.SpecialTokens;
import dev.servllama.config.Settings;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.jni.JniEngine;
import dev.servllama.engine.jni.JniSettings;
import dev.servllama.engine.process.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Interim. */
final class ModelHost implements ServedModels, AutoCloseable {
  private final ServedModel model;

  ModelHost(ServedModel model) {
    this.model = model;
  }

  static ModelHost start(Settings settings, OwnClasses classes, Console console) {
    try (var files = Files.list(settings.model().dir())) {
      Path file = files.filter(path -> path.toString().endsWith(".gguf")).findFirst().orElseThrow();
      WorkFolder folder =
          WorkFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "servllama-engine-");
      Engine engine =
          JniEngine.start(
              new JniSettings(
                  file,
                  settings.model().parallel(),
                  settings.model().contextLength().orElse(8192),
                  49152,
                  settings.model().threads(),
                  0,
                  settings.model().maxQueue(),
                  new WorkerClasspath(folder.path()).copy(classes)),
              folder);
      return new ModelHost(
          new ServedModel(
              file.getFileName().toString(),
              1,
              "fp",
              engine,
              new ConversationTemplate(),
              new SpecialTokens(OptionalInt.empty(), false)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ServedModel require(Optional<String> name) {
    return model;
  }

  @Override
  public ModelStatus status() {
    EngineStatus status = model.engine().status();
    return new ModelStatus(
        Optional.of(model.id()),
        Stage.valueOf(status.phase().name()),
        status.progress(),
        status.detail(),
        Optional.of(status));
  }

  @Override
  public void close() {
    model.engine().close();
  }
}
