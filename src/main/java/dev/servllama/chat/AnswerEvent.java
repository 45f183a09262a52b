package dev.servllama.chat;

/** What happens to an answer. */
public sealed interface AnswerEvent {

  /** Nothing has happened for a while: it waits, or its prompt is being read. */
  record Waiting() implements AnswerEvent {}

  /**
   * New text.
   *
   * @param choice whose, from 0
   * @param text whole characters, never empty
   */
  record Delta(int choice, String text) implements AnswerEvent {}

  /**
   * A choice is complete.
   *
   * @param choice which, from 0
   * @param reason why
   */
  record Finished(int choice, Finish reason) implements AnswerEvent {}

  /**
   * All choices are complete.
   *
   * @param usage what it took
   */
  record Complete(TokenUsage usage) implements AnswerEvent {}

  /** It was cancelled: whoever asked has gone. */
  record Cancelled() implements AnswerEvent {}

  /** Why a choice is complete. */
  enum Finish {
    /** The model was done, or a stop string came. */
    STOP,
    /** The token limit, or the end of the context, was reached. */
    LENGTH
  }
}
