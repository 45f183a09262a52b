package dev.servllama.http;

import dev.servllama.chat.ServedModel;
import dev.servllama.chat.ServedModels;
import dev.servllama.error.NotFoundException;
import dev.servllama.keys.Caller;
import java.util.List;
import java.util.Optional;

/** The chat models, as those see them who may not ask all. Thread-safe. */
public final class AllowedModels {
  private static final String SUFFIX = ".gguf";

  private final ServedModels models;
  private final EmbeddingModel embedding;

  /**
   * @param models all of them
   * @param embedding shares their names, and cannot chat
   */
  public AllowedModels(ServedModels models, EmbeddingModel embedding) {
    this.models = models;
    this.embedding = embedding;
  }

  /** All that a caller may ask. */
  List<ServedModel> all(Caller caller) {
    return models.all().stream()
        .filter(model -> mayAsk(caller, model.id()) && !embedding.isNamed(model.id()))
        .toList();
  }

  /**
   * The model of a name.
   *
   * @param name empty for the default
   * @throws NotFoundException if there is none, or the caller may not ask it
   */
  ServedModel require(Caller caller, Optional<String> name) {
    if (name.filter(embedding::isNamed).isPresent()) {
      throw new NotFoundException(
          "The model '%s' makes embeddings and cannot generate text; ask it at /v1/embeddings."
              .formatted(name.get()),
          "model",
          "model_not_found");
    }
    ServedModel model = models.require(name);
    if (!mayAsk(caller, model.id())) {
      throw new NotFoundException(
          "The model '%s' does not exist or you do not have access to it."
              .formatted(name.orElse(model.id())),
          "model",
          "model_not_found");
    }
    return model;
  }

  /** A file of keys may name a model as a request may, without its ending. */
  static boolean mayAsk(Caller caller, String id) {
    return caller.mayAsk(id)
        || (id.endsWith(SUFFIX) && caller.mayAsk(id.substring(0, id.length() - SUFFIX.length())));
  }
}
