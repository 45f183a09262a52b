package dev.servllama.boot;

import dev.servllama.chat.ModelCard;
import dev.servllama.chat.Prompting;
import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.pool.ModelSource;
import dev.servllama.models.gguf.Gguf;
import dev.servllama.models.gguf.GgufModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A GGUF file that may be loaded. Its vocabulary, which can be large, is kept only while it is.
 * Thread-safe.
 */
final class FileModel implements ModelSource {
  private final ModelLoader loader;
  private final List<Path> parts;
  private final ModelCard card;
  private final int vocabulary;
  private final long memory;
  private final Optional<String> refusal;
  private final String fingerprint;
  private volatile Prompting prompting;

  FileModel(
      ModelLoader loader,
      List<Path> parts,
      ModelCard card,
      int vocabulary,
      long memory,
      Optional<String> refusal,
      String fingerprint) {
    this.loader = loader;
    this.parts = parts;
    this.card = card;
    this.vocabulary = vocabulary;
    this.memory = memory;
    this.refusal = refusal;
    this.fingerprint = fingerprint;
  }

  /** All files of the model. */
  List<Path> parts() {
    return parts;
  }

  ModelCard card() {
    return card;
  }

  String fingerprint() {
    return fingerprint;
  }

  /** How its prompts are made; read from the file if it is not loaded. */
  Prompting prompting() {
    Prompting known = prompting;
    return known != null ? known : loader.prompting(Gguf.read(parts.get(0)));
  }

  @Override
  public EngineInfo info() {
    return loader.choice().info();
  }

  @Override
  public Capabilities capabilities() {
    return loader.choice().capabilities();
  }

  @Override
  public int contextLength() {
    return card.context();
  }

  @Override
  public int vocabularySize() {
    return vocabulary;
  }

  @Override
  public long memoryBytes() {
    return memory;
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  @Override
  public Engine start() {
    GgufModel model = Gguf.read(parts.get(0));
    prompting = loader.prompting(model);
    return loader.start(model, card.context());
  }

  @Override
  public void ended() {
    prompting = null;
  }
}
