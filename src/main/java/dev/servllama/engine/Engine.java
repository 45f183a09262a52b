package dev.servllama.engine;

import java.util.List;

/**
 * A model that generates text. Thread-safe. None of the methods waits for a generation: what
 * becomes of it is told to the {@link Job}'s consumer.
 */
public interface Engine extends AutoCloseable {

  /** How it stands with the engine just now. */
  EngineStatus status();

  /** Tokens that prompt and answer of one generation may have together. */
  int contextLength();

  /** Token ids run from 0 to this, exclusive. */
  int vocabularySize();

  /**
   * Turns texts into token ids, one text after the other.
   *
   * @param texts control tokens written in them are read as such
   * @throws dev.servllama.error.UnavailableException if the model is not loaded
   */
  int[] tokenize(List<String> texts);

  /**
   * Turns token ids into text.
   *
   * @param tokens each in the vocabulary
   * @throws dev.servllama.error.UnavailableException if the model is not loaded
   */
  String detokenize(int[] tokens);

  /**
   * Takes jobs in, all or none. Each starts when a slot is free.
   *
   * @return a handle for each job, in their order
   * @throws dev.servllama.error.OverloadedException if the queue has no room for them
   * @throws dev.servllama.error.UnavailableException if the model is not loaded
   */
  List<Generation> start(List<Job> jobs);

  /** Ends the model and gives back all that it holds. Generations under way fail. */
  @Override
  void close();
}
