package dev.servllama.engine;

import java.util.List;
import java.util.OptionalLong;

/**
 * A model that generates text. Thread-safe. None of the methods waits for a generation: what
 * becomes of it is told to the {@link Job}'s consumer.
 */
public interface Engine extends AutoCloseable {

  /** Which engine it is. */
  EngineInfo info();

  /** What it can do. */
  Capabilities capabilities();

  /** How it stands with the engine just now. */
  EngineStatus status();

  /** The id of the process that runs it; empty where there is none, or it is this one. */
  default OptionalLong process() {
    return OptionalLong.empty();
  }

  /** Tokens that prompt and answer of one generation may have together. */
  int contextLength();

  /** Token ids run from 0 to this, exclusive. */
  int vocabularySize();

  /**
   * Turns texts into token ids, one text after the other.
   *
   * @param texts control tokens written in them are read as such
   * @throws dev.servllama.error.InvalidRequestException if it has no tokens, as its capabilities
   *     say
   * @throws dev.servllama.error.UnavailableException if the model is not loaded
   */
  int[] tokenize(List<String> texts);

  /**
   * Turns token ids into text.
   *
   * @param tokens each in the vocabulary
   * @throws dev.servllama.error.InvalidRequestException if it has no tokens, as its capabilities
   *     say
   * @throws dev.servllama.error.UnavailableException if the model is not loaded
   */
  String detokenize(int[] tokens);

  /**
   * Takes places for jobs, in slots or in the queue, all or none. To be done at the door, before
   * any work on the request.
   *
   * @param jobs how many, at least 1
   * @param requester for whom
   * @throws dev.servllama.error.InvalidRequestException if there can never be so many places
   * @throws dev.servllama.error.OverloadedException if there are not so many now
   * @throws dev.servllama.error.UnavailableException if the model is not loaded
   */
  Reservation reserve(int jobs, Requester requester);

  /** Takes places for nobody in particular. */
  default Reservation reserve(int jobs) {
    return reserve(jobs, Requester.ANYBODY);
  }

  /** Ends the model and gives back all that it holds. Generations under way fail. */
  @Override
  void close();
}
