package dev.servllama.chat;

import java.util.function.Consumer;

/** What may be done to models. Thread-safe. */
public interface ModelManager {

  /**
   * Brings a model here, unless it is here; blocks until it is. An interrupt ends it, and what has
   * come is kept for the next time.
   *
   * @param name {@code hf:OWNER/REPO/FILE.gguf}
   * @param progress is told a few times a second how far it is, in the calling thread
   * @throws dev.servllama.error.ServllamaException if it cannot be had, or is no model
   */
  ServedModel pull(String name, Consumer<PullStep> progress);

  /** Begins to load a model, if it is not loaded; returns at once. */
  void load(ServedModel model);

  /**
   * Takes a model out of memory.
   *
   * @throws dev.servllama.error.ConflictException if it is answering, or being loaded
   */
  void unload(ServedModel model) throws InterruptedException;

  /**
   * Takes a model out of memory and deletes its files.
   *
   * @throws dev.servllama.error.ConflictException if it is answering, or being loaded
   * @throws dev.servllama.error.StorageException if they cannot be deleted
   */
  void delete(ServedModel model) throws InterruptedException;

  /**
   * How far a pull is.
   *
   * @param source where it comes from
   * @param bytesDone of the file that is being pulled
   * @param bytesTotal of that file
   * @param bytesPerSecond lately
   */
  record PullStep(String source, long bytesDone, long bytesTotal, long bytesPerSecond) {}
}
