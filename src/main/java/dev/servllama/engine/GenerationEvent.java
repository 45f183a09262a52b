package dev.servllama.engine;

import dev.servllama.error.ServllamaException;

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
   */
  record Piece(String text, int tokens) implements GenerationEvent {}

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
