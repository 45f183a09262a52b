package dev.servllama.boot;

import dev.servllama.chat.ConversationTemplate;
import dev.servllama.chat.ModelCard;
import dev.servllama.chat.Prompting;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TokenPieces;
import dev.servllama.chat.Vocabulary;
import dev.servllama.chat.template.ChatTemplate;
import dev.servllama.chat.template.TemplateSyntaxException;
import dev.servllama.config.Settings;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.error.StorageException;
import dev.servllama.models.LocatedModel;
import dev.servllama.models.gguf.Gguf;
import dev.servllama.models.gguf.GgufModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a served model of a file: reads what it says of itself, and starts an engine on it. */
final class ModelLoader {
  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

  private final Settings.Model settings;
  private final EngineStarter engines;
  private final String version;

  /**
   * @param engines starts an engine on it
   * @param version of servllama
   */
  ModelLoader(Settings.Model settings, EngineStarter engines, String version) {
    this.settings = settings;
    this.engines = engines;
    this.version = version;
  }

  /**
   * Starts to load a model.
   *
   * @return the model, whose engine is loading it
   * @throws dev.servllama.error.InvalidModelException if the file is no model, or does not fit
   * @throws StorageException if it cannot be read, or the engine's files cannot be written
   */
  ServedModel load(LocatedModel located) {
    GgufModel model = Gguf.read(located.file());
    Vocabulary vocabulary = Vocabulary.of(model.tokenizer());
    int context =
        new MemoryNeed(model, settings.parallel(), MemoryNeed.ofThisMachine())
            .context(settings.contextLength());
    ConversationTemplate template =
        new ConversationTemplate(template(model), vocabulary, Clock.systemDefaultZone());
    TokenPieces pieces = TokenPieces.of(model.tokenizer());
    long created = created(located.file());
    // Last of all: what has started must have an owner.
    Engine engine = engines.start(engines.choose(), model, context);
    return new ServedModel(
        located.id(),
        created,
        Optional.of(card(model, context)),
        fingerprint(model, engine.info()),
        engine,
        Optional.of(new Prompting(template, vocabulary, pieces)));
  }

  private static ModelCard card(GgufModel model, int context) {
    return new ModelCard(
        model.name(),
        model.architecture(),
        model.parameterCount(),
        model.sizeBytes(),
        model.quantization(),
        model.contextLength(),
        context);
  }

  private static ChatTemplate template(GgufModel model) {
    if (model.chatTemplate().isEmpty()) {
      log.warn("{} has no chat template; conversations are put as ChatML.", model.name());
      return ChatTemplate.parse(ConversationTemplate.CHATML);
    }
    try {
      return ChatTemplate.parse(model.chatTemplate().get());
    } catch (TemplateSyntaxException e) {
      log.warn(
          "The chat template of {} is wrong in {}; conversations are put as ChatML.",
          model.name(),
          e.getMessage());
      return ChatTemplate.parse(ConversationTemplate.CHATML);
    }
  }

  private String fingerprint(GgufModel model, EngineInfo engine) {
    int hash =
        Objects.hash(
            version,
            model.name(),
            model.sizeBytes(),
            settings.parallel(),
            engine.kind(),
            engine.version());
    return "fp_%08x".formatted(hash);
  }

  private static long created(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant().getEpochSecond();
    } catch (IOException e) {
      throw new StorageException("The model's file cannot be read: " + e.getMessage(), false, e);
    }
  }
}
