package dev.servllama.boot;

import dev.servllama.chat.ConversationTemplate;
import dev.servllama.chat.ModelCard;
import dev.servllama.chat.Prompting;
import dev.servllama.chat.TokenPieces;
import dev.servllama.chat.Vocabulary;
import dev.servllama.chat.template.ChatTemplate;
import dev.servllama.chat.template.TemplateSyntaxException;
import dev.servllama.config.Settings;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.models.gguf.Gguf;
import dev.servllama.models.gguf.GgufModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a model's file says of itself, and starts an engine on it. Thread-safe. */
final class ModelLoader {
  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

  private final Settings.Model settings;
  private final EngineStarter engines;
  private final EngineChoice choice;
  private final long memory;
  private final String version;

  /**
   * @param engines starts an engine
   * @param choice which one
   * @param memory how much there is for models, in bytes
   * @param version of servllama
   */
  ModelLoader(
      Settings.Model settings,
      EngineStarter engines,
      EngineChoice choice,
      long memory,
      String version) {
    this.settings = settings;
    this.engines = engines;
    this.choice = choice;
    this.memory = memory;
    this.version = version;
  }

  /** Which engine models are loaded into. */
  EngineChoice choice() {
    return choice;
  }

  /**
   * Reads a model's file.
   *
   * @throws dev.servllama.error.InvalidModelException if the file is no model
   */
  FileModel read(Path file) {
    GgufModel model = Gguf.read(file);
    MemoryNeed need = new MemoryNeed(model, settings.parallel(), memory);
    int context = need.context(settings.contextLength());
    Optional<String> refusal = need.refusal(context);
    refusal.ifPresent(log::warn);
    warnOfLongContext(model);
    return new FileModel(
        this,
        model.parts(),
        card(model, context),
        model.vocabularySize(),
        need.need(context),
        refusal,
        fingerprint(model, choice.info()));
  }

  private void warnOfLongContext(GgufModel model) {
    int trained = model.contextLength();
    settings
        .contextLength()
        .ifPresent(
            asked -> {
              if (asked > trained) {
                log.warn(
                    "CONTEXT_LENGTH is {}, but {} was trained for {} tokens, so that is its context.",
                    asked,
                    model.name(),
                    trained);
              }
            });
  }

  /**
   * Starts to load a model.
   *
   * @param context tokens of one slot
   * @throws dev.servllama.error.InvalidModelException if the engine does not know such models
   * @throws dev.servllama.error.StorageException if the engine's files cannot be written
   */
  Engine start(GgufModel model, int context) {
    return engines.start(choice, model, context);
  }

  /** How prompts are made for a model. */
  Prompting prompting(GgufModel model) {
    Vocabulary vocabulary = Vocabulary.of(model.tokenizer());
    return new Prompting(
        new ConversationTemplate(template(model), vocabulary, Clock.systemDefaultZone()),
        vocabulary,
        TokenPieces.of(model.tokenizer()));
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
}
