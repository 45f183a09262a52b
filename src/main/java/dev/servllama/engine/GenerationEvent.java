package dev.servllama.engine;

import dev.servllama.error.ServllamaException;
import java.util.List;

/** What happens to a generation. */
public sealed interface GenerationEvent {

  /**
   * It has a slot.
   *
   * @param cached tokens of its prompt that the slot had read before
   */
  record Started(int cached) implements GenerationEvent {}

  /**
   * A part of the prompt has been read.
   *
   * @param tokens so far
   */
  record PromptRead(int tokens) implements GenerationEvent {}

  /**
   * Text: whole characters, empty for a control token.
   *
   * @param tokens how many tokens it is made of
   * @param logprobs how likely they were, where that was asked for; of a character of several
   *     tokens perhaps only the last
   */
  record Piece(String text, int tokens, List<TokenLogprob> logprobs) implements GenerationEvent {
    /** Copies the list. */
    public Piece {
      logprobs = List.copyOf(logprobs);
    }

    /** Text whose likelihood nobody asked for. */
    public Piece(String text, int tokens) {
      this(text, tokens, List.of());
    }
  }

  /**
   * What a prompt took that nobody here has counted; said before the end.
   *
   * @param prompt tokens of it
   * @param cached those that had been read before
   */
  record Counted(int prompt, int cached) implements GenerationEvent {}

  /**
   * It is over.
   *
   * @param tokens how many were generated, without an end token
   */
  record Ended(EndReason reason, int tokens) implements GenerationEvent {}

  /** It has failed. */
  record Failed(ServllamaException cause) implements GenerationEvent {}

  /** Why a generation is over. */
  enum EndReason {
    /** The model said that it is done, or its grammar has no way on. */
    STOP,
    /** The token limit was reached. */
    LENGTH,
    /** It was cancelled. */
    CANCELLED
  }
}
