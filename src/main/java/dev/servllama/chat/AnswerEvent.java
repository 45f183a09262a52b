package dev.servllama.chat;

import dev.servllama.engine.TokenLogprob;
import java.util.List;

/** What happens to an answer. */
public sealed interface AnswerEvent {

  /** Nothing has happened for a while: it waits, or its prompt is being read. */
  record Waiting() implements AnswerEvent {}

  /**
   * New text.
   *
   * @param choice whose, from 0
   * @param text whole characters, never empty
   * @param logprobs how likely its tokens were, where that was asked for
   */
  record Delta(int choice, String text, List<TokenLogprob> logprobs) implements AnswerEvent {
    /** Copies the list. */
    public Delta {
      logprobs = List.copyOf(logprobs);
    }
  }

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
