package dev.servllama.http;

import dev.servllama.chat.ServedModels;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus.Stage;
import dev.servllama.error.NotFoundException;
import dev.servllama.keys.Caller;
import dev.servllama.openai.Model;
import java.util.Map;
import java.util.Optional;

/**
 * The embedding model by its names, for those who may ask it. The owner's part of a name and the
 * case of its letters do not matter: {@code sentence-transformers/all-MiniLM-L6-v2} is known as
 * well. Thread-safe.
 */
public final class EmbeddingModel {
  private static final String ANY = "*";

  private final Embedder embedder;
  private final ServedModels chat;
  private final Map<String, String> aliases;
  private final long created;

  /**
   * @param embedder makes the vectors
   * @param chat the models that share the names, which may not be meant here
   * @param aliases other names to ids; with {@code *} among them any name is good
   * @param created since when the model is here, in seconds since 1970
   */
  public EmbeddingModel(
      Embedder embedder, ServedModels chat, Map<String, String> aliases, long created) {
    this.embedder = embedder;
    this.chat = chat;
    this.aliases = Map.copyOf(aliases);
    this.created = created;
  }

  /**
   * The embedder of a name.
   *
   * @param name empty for the default
   * @throws NotFoundException if there is none of that name, or the caller may not ask it
   */
  Embedder require(Caller caller, Optional<String> name) {
    boolean own = name.isEmpty() || isNamed(name.get()) || isMeant(name.get());
    if (!own || !caller.mayAsk(embedder.id())) {
      throw new NotFoundException(
          own
              ? "The model '%s' does not exist or you do not have access to it."
                  .formatted(name.orElse(embedder.id()))
              : "There is no embedding model '%s'; this server has '%s'."
                  .formatted(name.get(), embedder.id()),
          "model",
          "model_not_found");
    }
    return embedder;
  }

  /** Whether a name is the model's own, not one that only stands for it. */
  boolean isNamed(String name) {
    return name.substring(name.lastIndexOf('/') + 1).equalsIgnoreCase(embedder.id());
  }

  /** What clients are told of the model: nothing unless it answers and the caller may ask it. */
  Optional<Model> described(Caller caller) {
    return embedder.status().stage() == Stage.READY && caller.mayAsk(embedder.id())
        ? Optional.of(ModelViews.loaded(embedder.id(), created))
        : Optional.empty();
  }

  /** The chat model of that name would not make vectors. */
  private boolean isMeant(String name) {
    if (aliases.containsKey(name)) {
      return isNamed(aliases.get(name));
    }
    return aliases.containsKey(ANY) && !chat.has(name);
  }
}
